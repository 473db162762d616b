import type { EpochMs } from "@/lib/domain/time";
import { endOf } from "./incident-course";
import { formatInstant } from "./instant";
import type { IncidentView, PageView } from "./page-view";
import { sharePage } from "./share-words";
import type { Words } from "./words/speak";

/** A description for search engines in the words of schema.org. `link` is the page's address; null where none is configured. */
export type StructuredData = Readonly<Record<string, unknown>>;

const CONTEXT = "https://schema.org";

export function describePageData(view: PageView, at: EpochMs, link: string | null, words: Words): StructuredData {
  const { description } = sharePage(view, at, words);
  return {
    "@context": CONTEXT,
    "@type": "WebPage",
    name: view.name,
    description,
    inLanguage: words.language,
    ...(link !== null && { url: `${link}${words.href("/")}` }),
    ...(view.asOf !== null && { dateModified: formatInstant(view.asOf) }),
    publisher: { "@type": "Organization", name: view.name },
  };
}

/** An incident is told as what it is: a report that is written while something happens. */
export function describeIncidentData(incident: IncidentView, view: PageView, link: string | null): StructuredData {
  const end = endOf(incident);
  const url = link === null ? null : `${link}/incidents/${incident.id}`;
  const newest = incident.updates[0]?.at ?? incident.startedAt;
  return {
    "@context": CONTEXT,
    "@type": "LiveBlogPosting",
    headline: incident.title,
    ...(url !== null && { url }),
    datePublished: formatInstant(incident.startedAt),
    dateModified: formatInstant(newest),
    coverageStartTime: formatInstant(incident.startedAt),
    ...(end !== null && { coverageEndTime: formatInstant(end) }),
    author: { "@type": "Organization", name: view.name },
    liveBlogUpdate: incident.updates.map(({ id, at, text }) => ({
      "@type": "BlogPosting",
      headline: text,
      articleBody: text,
      datePublished: formatInstant(at),
      ...(url !== null && { url: `${url}#${id}` }),
    })),
  };
}

/** As it may stand within a script element: nothing in it ends that, or begins a comment. */
export function writeStructuredData(data: StructuredData): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
