import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { ABOUT_WORDS } from "@/lib/view/about-words";
import type { BrandingView } from "@/lib/view/branding-view";
import { formatLongZone } from "@/lib/view/format-time";

const COLUMNS = [
  {
    title: "The status",
    links: [
      ["Services", "/#services"] as const,
      ["Past days", "/#past"] as const,
      ["Incident history", "/history"] as const,
    ],
  },
  {
    title: "Follow",
    links: [
      ["All ways to follow", "/subscribe"] as const,
      ["RSS feed", "/feed/rss.xml"] as const,
      ["Calendar", "/calendar.ics"] as const,
    ],
  },
  {
    title: "For machines",
    links: [
      ["API description", "/api/docs"] as const,
      ["Badges", "/subscribe#own-pages"] as const,
      ["Plain text", "/status.txt"] as const,
    ],
  },
];

interface SiteFooterProps {
  timeZone: string;
  demo: boolean;
  at: EpochMs;
  health: ReactNode;
  branding: BrandingView;
}

/** Ways on, the zone of all times, and what made the page. */
export function SiteFooter({ timeZone, demo, at, health, branding }: SiteFooterProps) {
  return (
    <footer className="border-t border-line-2 py-8 text-[0.875rem] sm:py-12">
      <div className="wrap">
        <div className="grid grid-cols-2 gap-x-6 gap-y-6 md:grid-cols-4 print:hidden">
          {COLUMNS.map(({ title, links }) => (
            <nav key={title} aria-label={title}>
              <h2 className="text-s font-semibold">{title}</h2>
              <ul>
                {links.map(([text, href]) => (
                  <li key={href}>
                    <a
                      className="inline-flex min-h-11 items-center text-ink-2 no-underline hover:underline"
                      href={href}
                    >
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
          <div>
            <h2 className="text-s font-semibold">Time zone</h2>
            <p className="pt-2.5 text-ink-2">{timeZone.replaceAll("_", " ")}</p>
          </div>
        </div>
        <OwnLinks branding={branding} />
        <p className="mt-8 flex flex-wrap justify-between gap-x-8 gap-y-1 text-s text-ink-3 print:mt-0">
          <span>Times are {formatLongZone(at, timeZone)}.</span>
          {health}
          {demo && <span>Demonstration with simulated data.</span>}
          <span>Published with Vitrine</span>
        </p>
      </div>
    </footer>
  );
}

/** What the operator links to. */
function OwnLinks({ branding: { headerLinks, footerLinks, hasAbout } }: { branding: BrandingView }) {
  const about = hasAbout ? [{ label: ABOUT_WORDS.link, url: "/about" }] : [];
  // On a phone there is no room for them at the head.
  const moved = headerLinks.map((link) => ({ ...link, className: "sm:hidden" }));
  const links = [...moved, ...[...about, ...footerLinks].map((link) => ({ ...link, className: "" }))];
  if (links.length === 0) return null;
  return (
    <nav
      className={`mt-6 border-t border-line pt-4 print:hidden ${links.length === moved.length ? "sm:hidden" : ""}`}
      aria-label="More"
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
