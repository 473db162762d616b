import type { BrandingView } from "@/lib/view/branding-view";
import type { Place, Words } from "@/lib/view/words/speak";
import { BrandMark } from "./brand-mark";
import { Logo } from "./logo";
import { useWords } from "./use-words";

export interface SiteHeaderProps {
  name: string;
  /** Marks a page whose data is simulated. */
  demo: boolean;
  branding: BrandingView;
  place: Place;
}

const LINK =
  "hidden min-h-11 items-center px-3 text-[0.875rem] text-ink-2 no-underline hover:text-ink hover:underline sm:inline-flex";

/** Who speaks, and the ways on. */
export function SiteHeader({ name, demo, branding: { logo, headerLinks }, place }: SiteHeaderProps) {
  const words = useWords(place);
  const title = words.say("frame.title");
  return (
    <header>
      <div className="wrap flex items-center justify-between gap-4 py-3 sm:py-6">
        <a className="flex min-h-11 min-w-0 items-center gap-3 leading-tight no-underline" href={words.href("/")}>
          {logo === null ? <BrandMark className="h-[30px] w-[26px] shrink-0" /> : <Logo {...logo} />}
          <span className="min-w-0">
            <span className="block font-semibold tracking-[-0.006em] text-m leading-tight">{name}</span>
            {name === title ? null : <span className="block text-s text-ink-3">{title}</span>}
          </span>
        </a>
        <nav className="flex shrink-0 items-center gap-2 print:hidden" aria-label={words.say("frame.main")}>
          {headerLinks.map(({ label, url }) => (
            <a key={`${label} ${url}`} className={LINK} href={url}>
              {label}
            </a>
          ))}
          <a className={LINK} href={words.href("/history")}>
            {words.say("frame.history")}
          </a>
          <a
            className="inline-flex min-h-11 items-center rounded-button border border-line-2 bg-glass px-4 text-[0.875rem] font-medium no-underline hover:bg-sunk"
            href={words.href("/subscribe")}
          >
            {words.say("frame.subscribe")}
          </a>
        </nav>
      </div>
      {demo && <DemoNote words={words} />}
    </header>
  );
}

function DemoNote({ words }: { words: Words }) {
  return (
    <p className="border-y border-line bg-sunk py-2 text-s text-ink-2">
      <span className="wrap block">
        <strong className="lozenge font-semibold text-ink">{words.say("frame.demo")}</strong>{" "}
        {words.say("frame.demoNote")}
      </span>
    </p>
  );
}
