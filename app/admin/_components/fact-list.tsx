import type { FactRow } from "@/lib/view/operator-details";

/** Facts with their names, one a line. */
export function FactList({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl className="text-[0.875rem]">
      {rows.map(({ label, value }) => (
        <div key={label} className="flex items-baseline justify-between gap-x-6 py-[0.18rem]">
          <dt className="max-w-[55%] shrink-0 text-ink-3">{label}</dt>
          <dd className="text-end tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
