import type { Words } from "@/lib/view/words/speak";
import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";
import { RefreshPage } from "./refresh-page";

interface UnreadArticleProps {
  title: string;
  everyMs: number;
  words: Words;
}

/** In place of something that cannot be read at the moment. Asks again every `everyMs`. */
export function UnreadArticle({ title, everyMs, words }: UnreadArticleProps) {
  return (
    <article className="wrap pb-16">
      <RefreshPage everyMs={everyMs} />
      <Crumb words={words} />
      <PageHeading title={title}>
        <p>{words.say("unread.retry")}</p>
      </PageHeading>
    </article>
  );
}
