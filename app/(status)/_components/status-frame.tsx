import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { readBranding } from "@/lib/server/answer-branding";
import type { PageView } from "@/lib/view/page-view";
import { placeOf, type Words } from "@/lib/view/words/speak";
import { PageFrame } from "./page-frame";

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

/** What stands around every public page, as the operator configured it. */
export function StatusFrame({ view: { name, demo, timeZone }, words, children, ...props }: StatusFrameProps) {
  return (
    <PageFrame {...props} {...{ name, demo, timeZone }} branding={readBranding()} place={placeOf(words)}>
      {children}
    </PageFrame>
  );
}
