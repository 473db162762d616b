import { LANGUAGES } from "@/lib/domain/words";
import { LANGUAGE_NAMES, RIGHT_TO_LEFT } from "@/lib/view/words/locales";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";

/** The same page in the other languages. Works without a script. */
export function LanguageChoice({ words, path }: { words: Words; path: string }) {
  return (
    <details className="relative mt-3">
      <summary className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-ink-2">
        <span className="sr-only">{`${words.say("footer.language")}: `}</span>
        {LANGUAGE_NAMES[words.language]}
        <Chevron />
      </summary>
      <ul className="case languages">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={`/${language}${path === "/" ? "" : path}`}
              hrefLang={language}
              lang={language}
              dir={RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr"}
              aria-current={language === words.language ? "true" : undefined}
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
