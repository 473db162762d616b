import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { readBranding } from "@/lib/server/answer-branding";
import type { PageView } from "@/lib/view/page-view";
import { BarSprite } from "./bar-base";
import { OfflineWorker } from "./offline-worker";
import { PageIcon } from "./page-icon";
import { SignSprite } from "./sign";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";

interface StatusFrameProps {
  view: PageView;
  at: EpochMs;
  /** How the reading of the monitoring does; absent on pages that are not about the present. */
  health?: ReactNode;
  /** Whether the page shows the state in the tab by itself. */
  hasOwnIcon?: boolean;
  children: ReactNode;
}

/** What stands around every public page. */
export function StatusFrame({ view, at, health, hasOwnIcon = false, children }: StatusFrameProps) {
  const branding = readBranding();
  return (
    <>
      {!hasOwnIcon && <PageIcon state={null} />}
      {branding.styleHref !== null && <link rel="stylesheet" href={branding.styleHref} precedence="page" />}
      <SignSprite />
      <BarSprite />
      <a className="skip" href="#main">
        Skip to the status
      </a>
      <SiteHeader name={view.name} demo={view.demo} branding={branding} />
      <main id="main">{children}</main>
      <OfflineWorker />
      <SiteFooter timeZone={view.timeZone} demo={view.demo} at={at} health={health} branding={branding} />
    </>
  );
}
