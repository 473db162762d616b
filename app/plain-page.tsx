import type { ReactNode } from "react";
import { Exhibit } from "./(status)/_components/exhibit";

interface PlainPageProps {
  title: string;
  lede: string;
  /** The ways on. */
  children: ReactNode;
}

/** A page with nothing in its case: a title, a sentence and the ways on. */
export function PlainPage(props: PlainPageProps) {
  return (
    <main id="main">
      <PlainCase {...props} />
    </main>
  );
}

/** The same without the frame of a page. */
export function PlainCase({ title, lede, children }: PlainPageProps) {
  return (
    <div className="wrap grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-5 py-16 sm:items-center sm:gap-x-11 sm:py-28">
      <title>{title}</title>
      <Exhibit state={null} />
      <div>
        <h1 className="max-w-[22ch] font-serif text-display font-[430] tracking-[-0.018em]">{title}</h1>
        <p className="mt-3 max-w-[56ch] text-base text-ink-2 sm:text-l">{lede}</p>
        <p className="mt-3 flex flex-wrap gap-x-6 [&_.plain-action]:inline-flex [&_.plain-action]:min-h-11 [&_.plain-action]:items-center [&_.plain-action]:text-accent [&_.plain-action]:underline">
          {children}
        </p>
      </div>
    </div>
  );
}
