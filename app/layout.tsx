import { CSPProvider } from "@base-ui/react/csp-provider";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/shell/nonce.tsx";
import { THEME_COOKIE, themeFrom } from "@/components/shell/theme.ts";
import { fontVariables } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Fresh Ears", template: "%s · Fresh Ears" },
  description: "From stems to a signed-off master.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9f6f1" },
    { media: "(prefers-color-scheme: dark)", color: "#110f0c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={fontVariables} data-theme={theme} suppressHydrationWarning>
      <body>
        <CSPProvider nonce={nonce} disableStyleElements>
          <NonceProvider nonce={nonce}>{children}</NonceProvider>
        </CSPProvider>
      </body>
    </html>
  );
}
