import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "@/lib/view/page-view";
import { BarSprite } from "./bar-base";
import { SignSprite } from "./sign";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";

interface StatusFrameProps {
  view: PageView;
  at: EpochMs;
  /** How the reading of the monitoring does; absent on pages that are not about the present. */
  health?: ReactNode;
  children: ReactNode;
}

/** What stands around every public page. */
export function StatusFrame({ view, at, health, children }: StatusFrameProps) {
  return (
    <>
      <SignSprite />
      <BarSprite />
      <a className="skip" href="#main">
        Skip to the status
      </a>
      <SiteHeader name={view.name} demo={view.demo} />
      <main id="main">{children}</main>
      <SiteFooter timeZone={view.timeZone} demo={view.demo} at={at} health={health} />
    </>
  );
}
