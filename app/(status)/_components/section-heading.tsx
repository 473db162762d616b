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
    <header className="section-head">
      <h2 id={id}>{title}</h2>
      {children}
    </header>
  );
}
