import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Crumb } from "@/app/(status)/_components/crumb";
import { PageHeading } from "@/app/(status)/_components/page-heading";
import { Prose } from "@/app/(status)/_components/prose";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readAbout } from "@/lib/server/answer-branding";
import { readPlace } from "@/lib/server/place";
import { readPage } from "@/lib/server/publication";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

/** What the operator says of the page. */
export default async function AboutPage() {
  const about = readAbout();
  if (about === null) notFound();
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const { view, at } = readPage(place.language);
  const title = `${words.say("about.title")} · ${view.name}`;
  return (
    <StatusFrame view={view} at={at} words={words} path="/about">
      <title>{title}</title>
      <ShareMeta view={view} path="/about" share={{ title, description: about.text }} words={words} />
      <article className="wrap pb-10 sm:pb-16">
        <Crumb words={words} />
        <header className="mt-3 mb-8">
          <PageHeading title={words.say("about.title")} />
        </header>
        <Prose html={about.html} text={about.text} className="max-w-[62ch]" />
      </article>
    </StatusFrame>
  );
}
