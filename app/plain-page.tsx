import type { ReactNode } from "react";
import { Exhibit } from "./(status)/_components/exhibit";

/** A page with nothing in its case: a title, a sentence and one way on. */
export function PlainPage({ title, lede, children }: { title: string; lede: string; children: ReactNode }) {
  return (
    <main className="wrap grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-5 py-16 sm:items-center sm:gap-x-11 sm:py-28">
      <title>{title}</title>
      <Exhibit state={null} />
      <div>
        <h1 className="max-w-[22ch] font-serif text-display font-[430] tracking-[-0.018em]">{title}</h1>
        <p className="mt-3 max-w-[56ch] text-base text-ink-2 sm:text-l">{lede}</p>
        <p className="mt-3 [&_.plain-action]:inline-flex [&_.plain-action]:min-h-11 [&_.plain-action]:items-center [&_.plain-action]:text-accent [&_.plain-action]:underline">
          {children}
        </p>
      </div>
    </main>
  );
}
