import { notFound } from "next/navigation";
import { ComponentArticle } from "@/app/(status)/_components/component-article";
import { ShareMeta } from "@/app/(status)/_components/share-meta";
import { StatusFrame } from "@/app/(status)/_components/status-frame";
import { readComponent } from "@/lib/server/component-page";
import { sharePage } from "@/lib/view/share-words";

export const dynamic = "force-dynamic";

interface ComponentPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ month?: string | string[] }>;
}

/** One service: its state, its days, and a month of it. */
export default async function ComponentPage({ params, searchParams }: ComponentPageProps) {
  const { slug } = await params;
  const { month } = await searchParams;
  const reading = Array.isArray(month) ? null : await readComponent(slug, month);
  if (reading === null) notFound();
  return (
    <StatusFrame view={reading.view} at={reading.at} hasOwnIcon>
      <ShareMeta
        view={reading.view}
        path={`/components/${reading.component.slug}`}
        words={sharePage(reading.view, reading.at)}
      />
      <ComponentArticle reading={reading} />
    </StatusFrame>
  );
}
