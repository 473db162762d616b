import type { SubscribeReading } from "@/lib/server/subscribe-page";
import {
  badgePath,
  type Shared,
  sayStatusOf,
  writeEmbedFrame,
  writeEmbedScript,
  writeHtmlBadge,
  writeMarkdownBadge,
} from "@/lib/view/sharing-snippets";
import type { Words } from "@/lib/view/words/speak";
import { ComponentFilter } from "./component-filter";
import { SectionHeading } from "./section-heading";
import { Snippet } from "./snippet";

/** What shows a state elsewhere, to be copied: of the whole page, or of the service that was chosen. */
export function SubscribeSnippets({ reading, words }: { reading: SubscribeReading; words: Words }) {
  const { view, address, chosen, isFramed } = reading;
  const { say } = words;
  const shared: Shared = { slug: chosen?.slug ?? null, name: chosen?.name ?? view.name };
  return (
    <section id="own-pages" aria-labelledby="own-title">
      <SectionHeading id="own-title" title={say("subscribe.own")}>
        <p>{say("subscribe.ownNote")}</p>
      </SectionHeading>
      {view.groups.length > 0 && (
        <div className="-mt-3 mb-8">
          <ComponentFilter
            action={words.href("/subscribe#own-pages")}
            groups={view.groups}
            chosen={shared.slug}
            words={words}
          />
        </div>
      )}
      <ul className="space-y-8">
        <li>
          <Kind title={say("subscribe.badge")} text={say("subscribe.badgeText")} />
          {/* biome-ignore lint/performance/noImgElement: an image of ours that changes by itself. */}
          <img className="mt-3 h-5" src={badgePath(shared)} alt={sayStatusOf(shared, words)} />
          <Snippet
            what={say("subscribe.badgeMarkdown")}
            text={writeMarkdownBadge(address, shared, words)}
            words={words}
          />
          <Snippet what={say("subscribe.badgeHtml")} text={writeHtmlBadge(address, shared, words)} words={words} />
        </li>
        <li>
          <Kind title={say("subscribe.embed")} text={say("subscribe.embedText")} />
          <Snippet what={say("subscribe.embedHtml")} text={writeEmbedScript(address, shared)} words={words} />
        </li>
        {isFramed && (
          <li>
            <Kind title={say("subscribe.frame")} text={say("subscribe.frameText")} />
            <Snippet what={say("subscribe.frameHtml")} text={writeEmbedFrame(address, shared, words)} words={words} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Kind({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3 className="text-base font-semibold">{title}</h3>
      <p className="text-[0.875rem] text-ink-2">{text}</p>
    </>
  );
}
