import type { ReactNode } from "react";
import type { SubscribeReading } from "@/lib/server/subscribe-page";
import { toWebcal } from "@/lib/view/sharing-snippets";
import type { Words } from "@/lib/view/words/speak";
import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";
import { SectionHeading } from "./section-heading";
import { Snippet } from "./snippet";
import { SubscribeParts } from "./subscribe-parts";
import { SubscribeSnippets } from "./subscribe-snippets";

/** What can be followed on the one side, how it is done on the other. */
export function SubscribeArticle({ reading, words }: { reading: SubscribeReading; words: Words }) {
  const { groups, address } = reading;
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3 mb-10 sm:mb-14">
        <PageHeading title={words.say("subscribe.title")}>
          <p>{words.say("subscribe.lede")}</p>
        </PageHeading>
      </header>
      <div className="grid gap-x-12 gap-y-14 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 space-y-14 sm:space-y-18">
          <section aria-labelledby="parts-title">
            <SectionHeading id="parts-title" title={words.say("subscribe.parts")}>
              <p>{words.say("subscribe.partsNote")}</p>
            </SectionHeading>
            <SubscribeParts groups={groups} address={address} words={words} />
          </section>
          <SubscribeSnippets reading={reading} words={words} />
        </div>
        <HowItWorks address={address} words={words} />
      </div>
    </article>
  );
}

/** Behind the address of a feed: each update is an entry of its own. */
const PER_UPDATE = "?per=update";

function HowItWorks({ address, words }: { address: string; words: Words }) {
  const calendar = `${address}/calendar.ics`;
  const { say } = words;
  return (
    <aside className="min-w-0" aria-labelledby="how-title">
      <h2 id="how-title" className="text-s font-medium text-ink-3">
        {say("subscribe.how")}
      </h2>
      <ul className="mt-2 [&>li]:border-t [&>li]:border-line [&>li]:py-4">
        <How title={say("subscribe.feeds")} text={say("subscribe.feedsText")}>
          <Snippet what={say("subscribe.feeds")} text={`${address}/feed/atom.xml${PER_UPDATE}`} words={words} />
        </How>
        <How title={say("subscribe.calendar")} text={say("subscribe.calendarText")}>
          <Snippet what={say("subscribe.calendarWebcal")} text={toWebcal(calendar)} words={words} />
          <Snippet what={say("subscribe.calendar")} text={calendar} words={words} />
        </How>
        <How title={say("subscribe.api")} text={say("subscribe.apiText")}>
          <Snippet what={say("subscribe.api")} text={`${address}/api/v2/summary.json`} words={words} />
          <p>
            <a className="inline-flex min-h-11 items-center text-[0.875rem] text-accent" href="/api/docs">
              {say("subscribe.apiMore")}
            </a>
          </p>
        </How>
        <How title={say("subscribe.terminal")} text={say("subscribe.terminalText")}>
          <Snippet what={say("subscribe.terminal")} text={`curl ${address}/`} words={words} />
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
