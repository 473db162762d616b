import { Chevron } from "@/app/(status)/_components/chevron";
import type { ChartView, RangeView } from "@/lib/view/operator-charts";
import { Bars } from "./chart-bars";
import { Curve } from "./chart-curve";
import { Panel } from "./panel";

/** One measure: its newest figure, its drawings, and the same figures as tables. */
export function ChartPanel({ chart: { id, title, figure, note, legend, ranges } }: { chart: ChartView }) {
  return (
    <Panel id={`chart-${id}`} title={title}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-serif text-[2rem] leading-tight font-[430]">{figure}</span>
        <span className="text-s text-ink-3">{note}</span>
      </p>
      {ranges.map((range) => (
        <Drawing key={range.title} range={range} />
      ))}
      <p className="mt-3 text-s text-ink-3">{legend}</p>
      <details className="mt-2 border-t border-line">
        <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
          <Chevron />
          <span>
            The same figures as a table<span className="sr-only">: {title}</span>
          </span>
        </summary>
        {ranges.map((range) => (
          <Figures key={range.title} range={range} />
        ))}
      </details>
    </Panel>
  );
}

function Drawing({ range: { title, label: words, plot, ticks } }: { range: RangeView }) {
  return (
    <figure className="mt-4">
      <figcaption className="mb-2 text-s font-medium text-ink-2">{title}</figcaption>
      {plot.kind === "curve" ? <Curve plot={plot} label={words} /> : <Bars plot={plot} label={words} />}
      <p className="chart-ticks" aria-hidden="true">
        {ticks.map(({ at, label }) => (
          <span key={at}>{label}</span>
        ))}
      </p>
    </figure>
  );
}

function Figures({ range: { title, table } }: { range: RangeView }) {
  return (
    <table className="facts-table mb-3">
      <caption>{title}</caption>
      <thead>
        <tr>
          {table.head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name, ...figures]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {figures.map((figure, index) => (
              <td key={table.head[index + 1]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
