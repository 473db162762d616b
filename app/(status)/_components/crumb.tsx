import type { Words } from "@/lib/view/words/speak";

/** The way back to the page of all services. */
export function Crumb({ words }: { words: Words }) {
  return (
    <p>
      <a
        className="inline-flex min-h-11 items-center text-[0.875rem] text-ink-2 decoration-transparent hover:decoration-current print:hidden"
        href={words.href("/")}
      >
        {words.say("crumb.services")}
      </a>
    </p>
  );
}
