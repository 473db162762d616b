import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
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
  { title: "Follow", links: [["RSS feed", "/feed/rss.xml"] as const] },
  {
    title: "For machines",
    links: [["Status API", "/api/status"] as const, ["API description", "/api/docs"] as const],
  },
];

interface SiteFooterProps {
  timeZone: string;
  demo: boolean;
  at: EpochMs;
  health: ReactNode;
}

/** Ways on, the zone of all times, and what made the page. */
export function SiteFooter({ timeZone, demo, at, health }: SiteFooterProps) {
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
