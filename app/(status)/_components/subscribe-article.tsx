import type { ReactNode } from "react";
import type { SubscribeReading } from "@/lib/server/subscribe-page";
import { toWebcal } from "@/lib/view/sharing-snippets";
import { SUBSCRIBE_WORDS as WORDS } from "@/lib/view/subscribe-words";
import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";
import { SectionHeading } from "./section-heading";
import { Snippet } from "./snippet";
import { SubscribeParts } from "./subscribe-parts";
import { SubscribeSnippets } from "./subscribe-snippets";

/** What can be followed on the one side, how it is done on the other. */
export function SubscribeArticle({ reading }: { reading: SubscribeReading }) {
  const { groups, address } = reading;
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-10 sm:mb-14">
        <PageHeading title={WORDS.title}>
          <p>{WORDS.lede}</p>
        </PageHeading>
      </header>
      <div className="grid gap-x-12 gap-y-14 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 space-y-14 sm:space-y-18">
          <section aria-labelledby="parts-title">
            <SectionHeading id="parts-title" title={WORDS.parts}>
              <p>{WORDS.partsNote}</p>
            </SectionHeading>
            <SubscribeParts groups={groups} address={address} />
          </section>
          <SubscribeSnippets reading={reading} />
        </div>
        <HowItWorks address={address} />
      </div>
    </article>
  );
}

function HowItWorks({ address }: { address: string }) {
  const calendar = `${address}/calendar.ics`;
  return (
    <aside className="min-w-0" aria-labelledby="how-title">
      <h2 id="how-title" className="text-s font-medium text-ink-3">
        {WORDS.how}
      </h2>
      <ul className="mt-2 [&>li]:border-t [&>li]:border-line [&>li]:py-4">
        <How title={WORDS.feeds} text={WORDS.feedsText}>
          <Snippet label={WORDS.feeds} text={`${address}/feed/atom.xml${WORDS.perUpdate}`} />
        </How>
        <How title={WORDS.calendar} text={WORDS.calendarText}>
          <Snippet label={`${WORDS.calendar}, webcal`} text={toWebcal(calendar)} />
          <Snippet label={WORDS.calendar} text={calendar} />
        </How>
        <How title={WORDS.api} text={WORDS.apiText}>
          <Snippet label={WORDS.api} text={`${address}/api/v2/summary.json`} />
          <p>
            <a className="inline-flex min-h-11 items-center text-[0.875rem] text-accent" href="/api/docs">
              {WORDS.apiMore}
            </a>
          </p>
        </How>
        <How title={WORDS.terminal} text={WORDS.terminalText}>
          <Snippet label={WORDS.terminal} text={`curl ${address}/`} />
        </How>
      </ul>
    </aside>
  );
}

function How({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li>
      <h3 className="text-base font-semibold">{title}</h3>
      <p className="text-[0.875rem] text-ink-2">{text}</p>
      {children}
    </li>
  );
}
