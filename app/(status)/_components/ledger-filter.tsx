import { useEffect, useRef } from "react";
import { isFiltering, type ServiceFilter } from "@/lib/view/filter-groups";
import type { Words } from "@/lib/view/words/speak";

interface LedgerFilterProps {
  filter: ServiceFilter;
  onChange: (filter: ServiceFilter) => void;
  words: Words;
}

/** Finds services among many. It is there only where scripts run. */
export function LedgerFilter({ filter, onChange, words }: LedgerFilterProps) {
  const query = useRef<HTMLInputElement>(null);
  const onlyProblems = useRef<HTMLInputElement>(null);
  // Somebody may have typed before the script came: what stands there counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the script takes over
  useEffect(() => {
    const given = { query: query.current?.value ?? "", onlyProblems: onlyProblems.current?.checked ?? false };
    if (isFiltering(given)) onChange(given);
  }, []);
  return (
    <search className="needs-script mb-5 flex flex-wrap items-center gap-3 print:hidden">
      <input
        ref={query}
        type="search"
        className="min-h-11 min-w-0 flex-[1_1_12rem] rounded-button border border-line-3 bg-glass px-3.5 text-base sm:max-w-80"
        aria-label={words.say("ledger.search")}
        placeholder={words.say("ledger.search")}
        autoComplete="off"
        value={filter.query}
        onChange={({ target }) => onChange({ ...filter, query: target.value })}
      />
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2.5 text-[0.875rem]">
        <input
          ref={onlyProblems}
          type="checkbox"
          className="size-[1.15rem] accent-accent"
          checked={filter.onlyProblems}
          onChange={({ target }) => onChange({ ...filter, onlyProblems: target.checked })}
        />
        {words.say("ledger.onlyProblems")}
      </label>
    </search>
  );
}

/** In place of the list when nothing is left of it. */
export function NothingLeft({ onReset, words }: { onReset: () => void; words: Words }) {
  return (
    <p className="case flex flex-wrap items-center gap-x-4 px-4 py-3 text-ink-2 sm:px-6">
      {words.say("ledger.none")}
      <button type="button" className="min-h-11 cursor-pointer text-accent underline" onClick={onReset}>
        {words.say("ledger.showAll")}
      </button>
    </p>
  );
}
