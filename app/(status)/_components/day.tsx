import type { ReactNode } from "react";

/** A day, or a run of days, and what is told of it. `id`: where it can be linked to. */
export function Day({ id, label, children }: { id?: string; label: string; children: ReactNode }) {
  return (
    <li
      id={id}
      className="day grid scroll-mt-6 gap-x-6 gap-y-1 border-t border-line py-4 sm:grid-cols-[12rem_minmax(0,1fr)]"
    >
      <h3 className="font-serif text-l leading-snug font-[450]">{label}</h3>
      <div className="wash min-w-0 space-y-4">{children}</div>
    </li>
  );
}
