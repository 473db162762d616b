import type { Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { readPlace } from "@/lib/server/place";
import { placeOf } from "@/lib/view/words/speak";
import { wordsOf } from "@/lib/view/words/words-of";
import { HeadLinks, SkipLink } from "./(status)/_components/page-frame";
import "./globals.css";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1117" },
  ],
};

/** No title here: pages that refresh themselves write their own, and only one of two would be shown. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const words = wordsOf(readPlace(await headers()));
  const { language, direction } = words;
  return (
    <html lang={language} dir={direction}>
      <head>
        <HeadLinks />
        <noscript>
          <meta httpEquiv="refresh" content="60" />
        </noscript>
      </head>
      <body>
        <SkipLink place={placeOf(words)} />
        {children}
      </body>
    </html>
  );
}
