import type { ReactNode } from "react";

/** A day, or a run of days, and what is told of it. `id`: where it can be linked to. */
export function Day({ id, label, children }: { id?: string; label: string; children: ReactNode }) {
  return (
    <li id={id} className="day">
      <h3>{label}</h3>
      <div className="wash">{children}</div>
    </li>
  );
}
