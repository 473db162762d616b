import { BrandMark } from "./brand-mark";

/** Who speaks, and the two ways on. `demo` marks a page whose data is simulated. */
export function SiteHeader({ name, demo }: { name: string; demo: boolean }) {
  return (
    <header>
      <div className="wrap flex items-center justify-between gap-4 py-3 sm:py-6">
        <a className="flex min-h-11 min-w-0 items-center gap-3 leading-tight no-underline" href="/">
          <BrandMark className="h-[30px] w-[26px] shrink-0" />
          <span className="min-w-0">
            <span className="block font-semibold tracking-[-0.006em] text-m leading-tight">{name}</span>
            {name === STATUS ? null : <span className="block text-s text-ink-3">{STATUS}</span>}
          </span>
        </a>
        <nav className="flex shrink-0 items-center gap-2 print:hidden" aria-label="Main">
          <a
            className="hidden min-h-11 items-center px-3 text-[0.875rem] text-ink-2 no-underline hover:text-ink hover:underline sm:inline-flex"
            href="/history"
          >
            History
          </a>
          <a
            className="inline-flex min-h-11 items-center rounded-button border border-line-2 bg-glass px-4 text-[0.875rem] font-medium no-underline hover:bg-sunk"
            href="/feed/rss.xml"
          >
            Subscribe
          </a>
        </nav>
      </div>
      {demo && <DemoNote />}
    </header>
  );
}

const STATUS = "Service status";

function DemoNote() {
  return (
    <p className="border-y border-line bg-sunk py-2 text-s text-ink-2">
      <span className="wrap block">
        <strong className="lozenge font-semibold text-ink">Demonstration:</strong> simulated data, no Nagios was found.
      </span>
    </p>
  );
}
