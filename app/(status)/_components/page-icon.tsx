import type { PublicState } from "@/lib/domain/public-state";
import { iconHref } from "@/lib/view/icon-svg";

/**
 * The icon in the tab. A state is shown only by pages that keep it true by themselves; null is the mark of this program.
 */
export function PageIcon({ state }: { state: PublicState | null }) {
  return <link rel="icon" type="image/svg+xml" sizes="any" href={iconHref(state)} />;
}
