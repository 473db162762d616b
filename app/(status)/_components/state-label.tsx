import type { ReactNode } from "react";
import type { PublicState } from "@/lib/domain/public-state";
import { colorOf, Sign } from "./sign";

/** A state as its sign and its word, or what else stands for it. */
export function StateLabel({ state, children }: { state: PublicState; children: ReactNode }) {
  return (
    <span className={`state ${colorOf(state)}`}>
      <Sign state={state} className="" />
      {typeof children === "string" ? children : <span>{children}</span>}
    </span>
  );
}
