import { LANGUAGES } from "@/lib/domain/words";
import { readLink } from "@/lib/server/publication";
import type { PageView } from "@/lib/view/page-view";
import { PICTURE_SIZE } from "@/lib/view/share-picture";
import type { ShareWords } from "@/lib/view/share-words";
import { type StructuredData, writeStructuredData } from "@/lib/view/structured-data";
import type { Words } from "@/lib/view/words/speak";

interface ShareMetaProps {
  view: PageView;
  /** Of this page, from the root. */
  path: string;
  share: ShareWords;
  words: Words;
  data?: (link: string | null) => StructuredData;
}

/** What other programs show of this address. Whole addresses are said only where one is configured. */
export function ShareMeta({ view, path, share: { title, description }, words, data }: ShareMetaProps) {
  const link = readLink();
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={view.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta name="twitter:card" content={link === null ? "summary" : "summary_large_image"} />
      {link !== null && <Addresses link={link} path={path} view={view} alt={title} words={words} />}
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

interface AddressesProps extends Pick<ShareMetaProps, "view" | "path" | "words"> {
  link: string;
  alt: string;
}

function Addresses({ link, path, view, alt, words }: AddressesProps) {
  const own = link + words.href(path);
  return (
    <>
      <link rel="canonical" href={own} />
      {LANGUAGES.map((language) => (
        <link
          key={language}
          rel="alternate"
          hrefLang={language}
          href={`${link}/${language}${path === "/" ? "" : path}`}
        />
      ))}
      <link rel="alternate" hrefLang="x-default" href={link + path} />
      <meta property="og:url" content={own} />
      <meta property="og:locale" content={words.language} />
      {/* Who keeps pictures by their address gets the one that goes with these words. */}
      <meta property="og:image" content={`${link}/og.png?of=${view.asOf ?? 0}`} />
      <meta property="og:image:width" content={String(PICTURE_SIZE.width)} />
      <meta property="og:image:height" content={String(PICTURE_SIZE.height)} />
      <meta property="og:image:alt" content={alt} />
    </>
  );
}
