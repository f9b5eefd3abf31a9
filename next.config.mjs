const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

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
  allowedDevOrigins: ["127.0.0.1"],
  headers: async () => [{ source: "/:path*", headers: everywhere }],
};

export default config;
