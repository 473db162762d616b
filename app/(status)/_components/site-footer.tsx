import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { BrandingView } from "@/lib/view/branding-view";
import type { Place, Words } from "@/lib/view/words/speak";
import { LanguageChoice } from "./language-choice";
import { useWords } from "./use-words";
import { ZoneChoice, ZoneNote } from "./zone-choice";

/** The titles of the columns, and the texts and addresses under them. Only pages have a language. */
const COLUMNS = [
  {
    title: "footer.status",
    links: [
      ["footer.services", "/#services"],
      ["footer.past", "/#past"],
      ["footer.history", "/history"],
    ],
  },
  {
    title: "footer.follow",
    links: [
      ["footer.allWays", "/subscribe"],
      ["footer.rss", "/feed/rss.xml"],
      ["footer.calendar", "/calendar.ics"],
    ],
  },
  {
    title: "footer.machines",
    links: [
      ["footer.api", "/api/docs"],
      ["footer.badges", "/subscribe#own-pages"],
      ["footer.plain", "/status.txt"],
    ],
  },
] as const;

const FILES = /^\/(?:feed|api)\/|\.\w+$/;

export interface SiteFooterProps {
  timeZone: string;
  demo: boolean;
  at: EpochMs;
  health?: ReactNode;
  branding: BrandingView;
  place: Place;
  /** Of this page, in no language. */
  path: string;
}

/** Ways on, the language, the zone of all times, and what made the page. */
export function SiteFooter({ timeZone, demo, at, health, branding, place, path }: SiteFooterProps) {
  const words = useWords(place);
  return (
    <footer className="border-t border-line-2 py-8 text-[0.875rem] sm:py-12">
      <div className="wrap">
        <div className="grid grid-cols-2 gap-x-6 gap-y-6 md:grid-cols-4 print:hidden">
          {COLUMNS.map(({ title, links }) => (
            <nav key={title} aria-label={words.say(title)}>
              <h2 className="text-s font-semibold">{words.say(title)}</h2>
              <ul className="ways">
                {links.map(([text, href]) => (
                  <li key={href}>
                    <a href={FILES.test(href) ? href : words.href(href)}>{words.say(text)}</a>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
          <div>
            <h2 className="text-s font-semibold">{words.say("footer.zone")}</h2>
            <ZoneChoice zone={timeZone} at={at} place={place} />
            <LanguageChoice words={words} path={path} />
          </div>
        </div>
        <OwnLinks branding={branding} words={words} />
        <p className="mt-8 flex flex-wrap justify-between gap-x-8 gap-y-1 text-s text-ink-3 print:mt-0">
          <ZoneNote zone={timeZone} at={at} place={place} />
          {health}
          {demo && <span>{words.say("footer.demo")}</span>}
          <span>{words.say("footer.madeWith")}</span>
        </p>
      </div>
    </footer>
  );
}

/** What the operator links to. */
function OwnLinks({ branding, words }: { branding: BrandingView; words: Words }) {
  const { headerLinks, footerLinks, hasAbout } = branding;
  const about = hasAbout ? [{ label: words.say("footer.about"), url: words.href("/about") }] : [];
  // On a phone there is no room for them at the head.
  const moved = headerLinks.map((link) => ({ ...link, className: "sm:hidden" }));
  const links = [...moved, ...[...about, ...footerLinks].map((link) => ({ ...link, className: "" }))];
  if (links.length === 0) return null;
  return (
    <nav
      className={`mt-6 border-t border-line pt-4 print:hidden ${links.length === moved.length ? "sm:hidden" : ""}`}
      aria-label={words.say("footer.more")}
    >
      <ul className="flex flex-wrap gap-x-6">
        {links.map(({ label, url, className }) => (
          <li key={`${label} ${url}`} className={className}>
            <a className="inline-flex min-h-11 items-center text-ink-2" href={url}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
