import { readLink } from "@/lib/server/publication";
import type { PageView } from "@/lib/view/page-view";
import type { ShareWords } from "@/lib/view/share-words";
import { type StructuredData, writeStructuredData } from "@/lib/view/structured-data";
import type { Words } from "@/lib/view/words/speak";
import { ShareTags } from "./share-tags";

interface ShareMetaProps {
  view: PageView;
  /** Of this page, from the root. */
  path: string;
  share: ShareWords;
  words: Words;
  data?: (link: string | null) => StructuredData;
}

/** What other programs show of this address. Whole addresses are said only where one is configured. */
export function ShareMeta({ view, path, share, words, data }: ShareMetaProps) {
  const link = readLink();
  return (
    <>
      <ShareTags
        {...share}
        name={view.name}
        asOf={view.asOf}
        link={link}
        path={path}
        own={words.href(path)}
        language={words.language}
      />
      {data && (
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without a sign that ends a script.
          dangerouslySetInnerHTML={{ __html: writeStructuredData(data(link)) }}
        />
      )}
    </>
  );
}
