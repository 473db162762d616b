import type { ReactNode } from "react";

interface SectionHeadingProps {
  id: string;
  title: string;
  /** A remark or a way on, beside the title. */
  children?: ReactNode;
}

/** The title of a section. */
export function SectionHeading({ id, title, children }: SectionHeadingProps) {
  return (
    <header className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-s text-ink-3 sm:mb-6">
      <h2
        id={id}
        className="scroll-mt-6 font-serif first-letter:uppercase text-2xl font-[440] tracking-[-0.012em] text-ink"
      >
        {title}
      </h2>
      {children}
    </header>
  );
}
