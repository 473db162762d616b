import type { Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { readPlace } from "@/lib/server/place";
import { wordsOf } from "@/lib/view/words/words-of";
import "./globals.css";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1117" },
  ],
};

const FONTS = ["/fonts/newsreader-display.woff2", "/fonts/inter.woff2"];

/** What programs that read the page may follow instead. */
const ALTERNATES = [
  { type: "application/rss+xml", href: "/feed/rss.xml", title: "Incidents" },
  { type: "application/atom+xml", href: "/feed/atom.xml", title: "Incidents and maintenance" },
  { type: "application/feed+json", href: "/feed/feed.json", title: "Incidents and maintenance" },
  { type: "text/calendar", href: "/calendar.ics", title: "Maintenance" },
];

/** No title here: pages that refresh themselves write their own, and only one of two would be shown. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, direction } = wordsOf(readPlace(await headers()));
  return (
    <html lang={language} dir={direction}>
      <head>
        {FONTS.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {ALTERNATES.map(({ type, href, title }) => (
          <link key={href} rel="alternate" type={type} href={href} title={title} />
        ))}
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="apple-touch-icon" href="/icons/icon-180.png" />
        <noscript>
          <meta httpEquiv="refresh" content="60" />
        </noscript>
      </head>
      <body>{children}</body>
    </html>
  );
}
