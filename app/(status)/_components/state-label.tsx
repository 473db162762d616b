import type { ReactNode } from "react";
import type { PublicState } from "@/lib/domain/public-state";

/** A state as its sign, which the style sheet draws, and its word, or what else stands for it. */
export function StateLabel({ state, children }: { state: PublicState; children: ReactNode }) {
  return <span className={`state ${state}`}>{typeof children === "string" ? children : <span>{children}</span>}</span>;
}
