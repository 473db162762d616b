import type { GroupView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";

interface ComponentFilterProps {
  groups: readonly GroupView[];
  /** Slug of the one that is shown; null for all. */
  chosen: string | null;
  /** The page that shows what is chosen. */
  action: string;
  /** What the page keeps besides. */
  month?: string;
  words: Words;
}

/** Chooses one service or all. A plain form: it needs no script. */
export function ComponentFilter({ groups, chosen, action, month, words }: ComponentFilterProps) {
  const options = groups.map(({ name, components }) => ({
    name,
    entries: components.map((component) => (
      <option key={component.slug} value={component.slug}>
        {component.name}
      </option>
    )),
  }));
  return (
    <form className="mt-6 flex flex-wrap items-end gap-3 print:hidden" action={action}>
      {month !== undefined && <input type="hidden" name="month" value={month} />}
      <label className="min-w-0 text-s text-ink-3">
        <span className="block pb-1">{words.say("filter.service")}</span>
        <select
          className="min-h-11 max-w-full rounded-button border border-line-3 bg-glass px-3 text-[0.875rem] text-ink"
          name="component"
          defaultValue={chosen ?? ""}
        >
          <option value="">{words.say("filter.all")}</option>
          {options.map(({ name, entries }) =>
            name === null ? (
              entries
            ) : (
              <optgroup key={name} label={name}>
                {entries}
              </optgroup>
            ),
          )}
        </select>
      </label>
      <button
        type="submit"
        className="inline-flex min-h-11 cursor-pointer items-center rounded-button border border-line-2 bg-glass px-4 text-[0.875rem] font-medium hover:bg-sunk"
      >
        {words.say("filter.show")}
      </button>
    </form>
  );
}
