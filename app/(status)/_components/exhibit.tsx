import type { PublicState } from "@/lib/domain/public-state";
import { Sign } from "./sign";

/** The glass case with the state as its one exhibit; without a state it stands empty. */
export function Exhibit({ state }: { state: PublicState | null }) {
  return (
    <div className={`exhibit w-[60px] shrink-0 sm:w-[clamp(76px,11vw,132px)] print:w-[20mm] ${state ?? ""}`}>
      <svg className="block h-auto w-full" viewBox="0 0 132 148" fill="none" aria-hidden="true">
        <rect className="fill-glass" x="16.5" y="6.5" width="99" height="116" />
        <path className="stroke-line-2" d="M82 7 60 46M97 7 66 62M115 22 104 41" />
        <path className="stroke-line-3" d="M16.5 12.5V6.5h99v116h-99V12.5h99" />
        <path className="fill-ink" d="M44 96h44v3H44zM8 122h116v4H8z" />
        <path className="stroke-line-3" d="M48 99v23M84 99v23M13.5 126v19M118.5 126v19" />
      </svg>
      {state && <Sign state={state} />}
    </div>
  );
}
