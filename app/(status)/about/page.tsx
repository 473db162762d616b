import { notFound } from "next/navigation";
import { Crumb } from "@/app/(status)/_components/crumb";
import { PageHeading } from "@/app/(status)/_components/page-heading";
import { Prose } from "@/app/(status)/_components/prose";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readAbout } from "@/lib/server/answer-branding";
import { readPage } from "@/lib/server/publication";
import { ABOUT_WORDS } from "@/lib/view/about-words";

export const dynamic = "force-dynamic";

/** What the operator says of the page. */
export default function AboutPage() {
  const about = readAbout();
  if (about === null) notFound();
  const { view, at } = readPage();
  const title = `${ABOUT_WORDS.title} · ${view.name}`;
  return (
    <StatusFrame view={view} at={at}>
      <title>{title}</title>
      <ShareMeta view={view} path="/about" words={{ title, description: about.text }} />
      <article className="wrap pb-10 sm:pb-16">
        <Crumb />
        <header className="mt-3 mb-8">
          <PageHeading title={ABOUT_WORDS.title} />
        </header>
        <Prose html={about.html} text={about.text} className="max-w-[62ch]" />
      </article>
    </StatusFrame>
  );
}
