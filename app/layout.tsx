import type { Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1117" },
  ],
};

const FONTS = ["/fonts/newsreader-display.woff2", "/fonts/inter.woff2"];

/** No title here: pages that refresh themselves write their own, and only one of two would be shown. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        {FONTS.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        <link rel="alternate" type="application/rss+xml" href="/feed/rss.xml" title="Incidents" />
        <noscript>
          <meta httpEquiv="refresh" content="60" />
        </noscript>
      </head>
      <body>{children}</body>
    </html>
  );
}
