import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ComponentArticle } from "@/app/(status)/_components/component-article";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readComponent } from "@/lib/server/component-page";
import { readPlace } from "@/lib/server/place";
import { sharePage } from "@/lib/view/share-words";
import { wordsOf } from "@/lib/view/words/words-of";

export const dynamic = "force-dynamic";

interface ComponentPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ month?: string | string[] }>;
}

/** One service: its state, its days, and a month of it. */
export default async function ComponentPage({ params, searchParams }: ComponentPageProps) {
  const { slug } = await params;
  const { month } = await searchParams;
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const reading = Array.isArray(month) ? null : await readComponent(slug, month, words);
  if (reading === null) notFound();
  const { view, at } = reading;
  const path = `/components/${reading.component.slug}`;
  return (
    <StatusFrame view={view} at={at} words={words} path={path} hasOwnIcon>
      <ShareMeta view={view} path={path} share={sharePage(view, at, words)} words={words} />
      <ComponentArticle reading={reading} words={words} />
    </StatusFrame>
  );
}
