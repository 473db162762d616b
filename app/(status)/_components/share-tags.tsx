"use client";

import type { EpochMs } from "@/lib/domain/time";
import { LANGUAGES, type Language } from "@/lib/domain/words";
import { PICTURE_SIZE } from "@/lib/view/picture-size";
import type { ShareWords } from "@/lib/view/share-words";

interface ShareTagsProps extends ShareWords {
  /** Of the page. */
  name: string;
  asOf: EpochMs | null;
  /** Where the page stands; null where that is not configured. */
  link: string | null;
  /** Of this page, in no language and in the one that was asked for. */
  path: string;
  own: string;
  language: Language;
}

/** The tags themselves. The browser's own code knows them, too: else each document would carry them twice. */
export function ShareTags({ name, title, description, link, ...rest }: ShareTagsProps) {
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta name="twitter:card" content={link === null ? "summary" : "summary_large_image"} />
      {link !== null && <Addresses link={link} alt={title} {...rest} />}
    </>
  );
}

interface AddressesProps extends Pick<ShareTagsProps, "asOf" | "path" | "own" | "language"> {
  link: string;
  alt: string;
}

function Addresses({ link, path, own, language: spoken, asOf, alt }: AddressesProps) {
  return (
    <>
      <link rel="canonical" href={link + own} />
      {LANGUAGES.map((language) => (
        <link
          key={language}
          rel="alternate"
          hrefLang={language}
          href={`${link}/${language}${path === "/" ? "" : path}`}
        />
      ))}
      <link rel="alternate" hrefLang="x-default" href={link + path} />
      <meta property="og:url" content={link + own} />
      <meta property="og:locale" content={spoken} />
      {/* Who keeps pictures by their address gets the one that goes with these words. */}
      <meta property="og:image" content={`${link}/og.png?of=${asOf ?? 0}`} />
      <meta property="og:image:width" content={String(PICTURE_SIZE.width)} />
      <meta property="og:image:height" content={String(PICTURE_SIZE.height)} />
      <meta property="og:image:alt" content={alt} />
    </>
  );
}
