"use client";

// One file: what the layout draws of it brings the code of all of it, and no page brings that again.

import { type ReactNode, useEffect } from "react";
import type { Place } from "@/lib/view/words/speak";
import { BarSprite } from "./bar-base";
import { OfflineWorker } from "./offline-worker";
import { PageIcon } from "./page-icon";
import { SiteFooter, type SiteFooterProps } from "./site-footer";
import { SiteHeader, type SiteHeaderProps } from "./site-header";
import { useWords } from "./use-words";

const FONTS = ["/fonts/newsreader-display.woff2", "/fonts/inter.woff2"];

/** What programs that read the page may follow instead. */
const ALTERNATES = [
  { type: "application/rss+xml", href: "/feed/rss.xml", title: "Incidents" },
  { type: "application/atom+xml", href: "/feed/atom.xml", title: "Incidents and maintenance" },
  { type: "application/feed+json", href: "/feed/feed.json", title: "Incidents and maintenance" },
  { type: "text/calendar", href: "/calendar.ics", title: "Maintenance" },
];

/**
 * What a page does when neither `public/watch.js` nor its scripts come: it asks again after a minute, as it does without any.
 * It would go on saying what was true once.
 */
const ASK_AGAIN = "setTimeout(()=>self.watched??document.documentElement.dataset.awake??location.reload(),6e4)";

/** The same for every page. Drawn by the browser's own code, too: else each page would carry it twice as data. */
export function HeadLinks() {
  useEffect(() => {
    document.documentElement.dataset.awake = "";
  }, []);
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant */}
      <script dangerouslySetInnerHTML={{ __html: ASK_AGAIN }} />
      <script src="/watch.js" defer />
      {FONTS.map((font) => (
        <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      {ALTERNATES.map(({ type, href, title }) => (
        <link key={href} rel="alternate" type={type} href={href} title={title} />
      ))}
      <link rel="manifest" href="/manifest.webmanifest" />
      <link rel="apple-touch-icon" href="/icons/icon-180.png" />
    </>
  );
}

/** The first stop of the keyboard. */
export function SkipLink({ place }: { place: Place }) {
  return (
    <a className="skip" href="#main">
      {useWords(place).say("frame.skip")}
    </a>
  );
}

interface PageFrameProps extends SiteHeaderProps, SiteFooterProps {
  /** Whether the page shows the state in the tab by itself. */
  hasOwnIcon?: boolean;
  children: ReactNode;
}

/**
 * What stands around every public page. Drawn by the browser's own code, too: else each document would carry it three
 * times as data, for itself and for what is shown in its place when it is not found.
 */
export function PageFrame({ hasOwnIcon = false, children, ...props }: PageFrameProps) {
  const { styleHref } = props.branding;
  const { say } = useWords(props.place);
  return (
    <>
      {!hasOwnIcon && <PageIcon state={null} />}
      {styleHref !== null && <link rel="stylesheet" href={styleHref} precedence="page" />}
      <BarSprite />
      <SiteHeader {...props} />
      <main
        id="main"
        data-zone={props.timeZone}
        data-lost={hide(say("judge.unconfirmed"))}
        data-why={hide(say("judge.lost"))}
      >
        {children}
      </main>
      <OfflineWorker />
      <SiteFooter {...props} />
    </>
  );
}

/** Words for later (`public/watch.js`). Whoever searches the document for what it says now must not find them. */
function hide(words: string): string {
  return encodeURIComponent(words);
}
