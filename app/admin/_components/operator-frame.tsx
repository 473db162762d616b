import type { ReactNode } from "react";
import { BrandMark } from "@/app/(status)/_components/brand-mark";
import { PatternSprite } from "./pattern-sprite";

const LINK =
  "inline-flex min-h-11 items-center px-2 text-[0.875rem] text-ink-2 no-underline hover:text-ink hover:underline sm:px-3";

/** What stands around the operator's pages. */
export function OperatorFrame({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <PatternSprite />
      <header className="wrap flex flex-wrap items-center justify-between gap-x-4 py-3 sm:py-6">
        <a className="flex min-h-11 min-w-0 items-center gap-3 leading-tight no-underline" href="/admin">
          <BrandMark className="h-[30px] w-[26px] shrink-0" />
          <span className="min-w-0">
            <span className="block font-semibold tracking-[-0.006em] text-m leading-tight">{name}</span>
            <span className="block text-s text-ink-3">Operator’s view</span>
          </span>
        </a>
        <nav className="-mx-2 flex shrink-0 items-center sm:mx-0" aria-label="Main">
          <a className={LINK} href="/admin/runbook">
            Runbook
          </a>
          <a className={LINK} href="/">
            Public page
          </a>
        </nav>
      </header>
      <main id="main" className="wrap pb-16">
        {children}
      </main>
    </>
  );
}
