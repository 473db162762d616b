import type { SubscribeReading } from "@/lib/server/subscribe-page";
import {
  badgePath,
  type Shared,
  writeEmbedFrame,
  writeEmbedScript,
  writeHtmlBadge,
  writeMarkdownBadge,
} from "@/lib/view/sharing-snippets";
import { SUBSCRIBE_WORDS as WORDS } from "@/lib/view/subscribe-words";
import { ComponentFilter } from "./component-filter";
import { SectionHeading } from "./section-heading";
import { Snippet } from "./snippet";

/** What shows a state elsewhere, to be copied: of the whole page, or of the service that was chosen. */
export function SubscribeSnippets({ reading }: { reading: SubscribeReading }) {
  const { view, address, chosen, isFramed } = reading;
  const shared: Shared = { slug: chosen?.slug ?? null, name: chosen?.name ?? view.name };
  return (
    <section id="own-pages" aria-labelledby="own-title">
      <SectionHeading id="own-title" title={WORDS.own}>
        <p>{WORDS.ownNote}</p>
      </SectionHeading>
      {view.groups.length > 0 && (
        <div className="-mt-3 mb-8">
          <ComponentFilter action="/subscribe#own-pages" groups={view.groups} chosen={shared.slug} />
        </div>
      )}
      <ul className="space-y-8">
        <li>
          <Kind title={WORDS.badge} text={WORDS.badgeText} />
          {/* biome-ignore lint/performance/noImgElement: an image of ours that changes by itself. */}
          <img className="mt-3 h-5" src={badgePath(shared)} alt={WORDS.badgeAlt(shared.name)} />
          <Snippet label={WORDS.badgeMarkdown} text={writeMarkdownBadge(address, shared)} />
          <Snippet label={WORDS.badgeHtml} text={writeHtmlBadge(address, shared)} />
        </li>
        <li>
          <Kind title={WORDS.embed} text={WORDS.embedText} />
          <Snippet label={WORDS.embedLabel} text={writeEmbedScript(address, shared)} />
        </li>
        {isFramed && (
          <li>
            <Kind title={WORDS.frame} text={WORDS.frameText} />
            <Snippet label={WORDS.frameLabel} text={writeEmbedFrame(address, shared)} />
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
