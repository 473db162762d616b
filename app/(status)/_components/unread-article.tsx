import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";
import { RefreshPage } from "./refresh-page";

/** In place of something that cannot be read at the moment. Asks again every `everyMs`. */
export function UnreadArticle({ title, everyMs }: { title: string; everyMs: number }) {
  return (
    <article className="wrap pb-16">
      <RefreshPage everyMs={everyMs} />
      <Crumb />
      <PageHeading title={title}>
        <p>This page tries again by itself.</p>
      </PageHeading>
    </article>
  );
}
