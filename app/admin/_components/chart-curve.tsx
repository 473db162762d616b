import type { GridLine, Span } from "@/lib/view/operator-chart-plot";
import type { CurvePlot } from "@/lib/view/operator-chart-views";
import { ChartFrame, Cross } from "./chart-frame";

const HEIGHT = 124;

/** A curve over time. Places are percent, so that it fits every width without bending letters or marks. */
export function Curve({ plot, label }: { plot: CurvePlot; label: string }) {
  return (
    <ChartFrame height={HEIGHT} grid={plot.grid} label={label}>
      {plot.gaps.map(({ x, width }) => (
        <rect key={x} x={`${x}%`} width={`${width}%`} height="100%" fill="url(#pattern-gap)" opacity="0.55" />
      ))}
      <Paths plot={plot} />
      {plot.limit !== null && <Limit line={plot.limit} />}
      {plot.failures.map((span) => (
        <Failure key={span.x} span={span} />
      ))}
    </ChartFrame>
  );
}

function Paths({ plot: { line, band } }: { plot: CurvePlot }) {
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      width="100%"
      height="100%"
      overflow="visible"
      aria-hidden="true"
    >
      <path className="fill-ink-2" fillOpacity="0.16" d={band} />
      <path
        className="stroke-ink-2"
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        d={line}
      />
    </svg>
  );
}

function Limit({ line: { y, label } }: { line: GridLine }) {
  return (
    <>
      <line className="stroke-ink-3" x2="100%" y1={`${y}%`} y2={`${y}%`} strokeDasharray="4 3" strokeWidth="1.5" />
      <text className="chart-text chart-text-strong" x="100%" y={`${y}%`} dy="-5" textAnchor="end">
        limit {label}
      </text>
    </>
  );
}

/** A bar below the curve, as long as it lasted, and a cross at its middle: neither needs its colour. */
function Failure({ span: { x, width } }: { span: Span }) {
  return (
    <>
      <rect className="fill-major" x={`${x}%`} width={`${width}%`} y={HEIGHT + 1} height="3" />
      <svg className="text-major" x={`${x + width / 2}%`} y={HEIGHT + 10} overflow="visible" aria-hidden="true">
        <Cross />
      </svg>
    </>
  );
}
