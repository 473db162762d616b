import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { readBranding } from "@/lib/server/answer-branding";
import type { PageView } from "@/lib/view/page-view";
import { placeOf, type Words } from "@/lib/view/words/speak";
import { OfflineWorker } from "./offline-worker";
import { PageIcon } from "./page-icon";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { Sprites } from "./sprites";

interface StatusFrameProps {
  view: PageView;
  at: EpochMs;
  words: Words;
  /** Of this page, in no language. */
  path: string;
  /** How the reading of the monitoring does; absent on pages that are not about the present. */
  health?: ReactNode;
  /** Whether the page shows the state in the tab by itself. */
  hasOwnIcon?: boolean;
  children: ReactNode;
}

/** What stands around every public page. */
export function StatusFrame({ view, at, words, path, health, hasOwnIcon = false, children }: StatusFrameProps) {
  const branding = readBranding();
  const place = placeOf(words);
  return (
    <>
      {!hasOwnIcon && <PageIcon state={null} />}
      {branding.styleHref !== null && <link rel="stylesheet" href={branding.styleHref} precedence="page" />}
      <Sprites />
      <a className="skip" href="#main">
        {words.say("frame.skip")}
      </a>
      <SiteHeader name={view.name} demo={view.demo} branding={branding} place={place} />
      <main id="main">{children}</main>
      <OfflineWorker />
      <SiteFooter
        timeZone={view.timeZone}
        demo={view.demo}
        at={at}
        health={health}
        branding={branding}
        place={place}
        path={path}
      />
    </>
  );
}
