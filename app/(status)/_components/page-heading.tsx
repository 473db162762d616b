import type { ReactNode } from "react";

/** From here on a title is a long name rather than a phrase, and is set smaller. */
const LONG_TITLE = 60;

/** The title of a page about less than everything. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1
        className={`max-w-[24ch] font-serif font-[430] tracking-[-0.018em] ${title.length > LONG_TITLE ? "text-display-long" : "text-display"}`}
      >
        {title}
      </h1>
      {children && <div className="mt-3 max-w-[60ch] text-base text-ink-2 sm:text-l">{children}</div>}
    </>
  );
}
