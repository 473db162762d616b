import type { ReactNode } from "react";

/** A case with a title, and a note at its other side. */
export function Panel(props: { id: string; title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="case min-w-0 p-[1.125rem] sm:p-6" aria-labelledby={`${props.id}-title`}>
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2
          id={`${props.id}-title`}
          className="font-serif text-[1.3125rem] leading-tight font-[450] tracking-[-0.008em]"
        >
          {props.title}
        </h2>
        {props.note && <p className="text-s text-ink-3">{props.note}</p>}
      </header>
      {props.children}
    </section>
  );
}
