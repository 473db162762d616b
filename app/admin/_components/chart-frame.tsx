import type { ReactNode } from "react";
import type { GridLine } from "@/lib/view/operator-chart-plot";

/** A drawing with the labels of its lines beside it: no letter stands on a curve. */
export function ChartFrame(props: { height: number; grid: readonly GridLine[]; label: string; children: ReactNode }) {
  const { height, grid, label, children } = props;
  return (
    <div className="chart">
      <svg className="block w-full overflow-visible" height={height} aria-hidden="true">
        {grid.map(({ y, label: text }) => (
          <text key={y} className="chart-text" x="100%" y={`${y}%`} dy="4" textAnchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg className="block w-full overflow-visible" height={height} role="img" aria-label={label}>
        {grid.map(({ y }) => (
          <line key={y} className="stroke-line" x2="100%" y1={`${y}%`} y2={`${y}%`} />
        ))}
        <line className="stroke-line-3" x2="100%" y1="100%" y2="100%" />
        {children}
      </svg>
    </div>
  );
}

/** Marks a failure; its colour is not needed. */
export function Cross() {
  return <path d="M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />;
}
