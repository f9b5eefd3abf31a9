const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

const publicUrl = process.env.PUBLIC_URL;

/** @type {import("next").NextConfig} */
const config = {
  // The tests build into a folder of their own, so that a running `npm start` keeps its build.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm test` checks the types; a build would only do it a second time.
  typescript: { ignoreBuildErrors: true },
  // Native or Node-only packages, which a bundler breaks.
  serverExternalPackages: ["pg", "graphile-worker", "nodemailer", "node-av"],
  // A proxy may rewrite Host, which Next holds against a form's origin; what a form may be sent from is known.
  experimental: { serverActions: { allowedOrigins: publicUrl ? [new URL(publicUrl).host] : [] } },
  allowedDevOrigins: ["127.0.0.1"],
  headers: async () => [{ source: "/:path*", headers: everywhere }],
};

export default config;
