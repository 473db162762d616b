import type { ReactNode } from "react";
import type { PublicState } from "@/lib/domain/public-state";
import { colorOf, Sign } from "./sign";

/** A state as its sign and its word, or what else stands for it. */
export function StateLabel({ state, children }: { state: PublicState; children: ReactNode }) {
  return (
    <span className={`inline-flex items-baseline gap-[0.5em] text-s font-medium ${colorOf(state)}`}>
      <Sign state={state} className="relative top-[0.16em] size-[1.15em]" />
      <span>{children}</span>
    </span>
  );
}
