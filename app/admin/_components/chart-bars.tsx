import type { BarPlot, Box } from "@/lib/view/operator-chart-views";
import { ChartFrame, Cross } from "./chart-frame";

const HEIGHT = 124;

/** Good polls and failed ones by hour or day, one upon the other. */
export function Bars({ plot: { grid, bars }, label }: { plot: BarPlot; label: string }) {
  return (
    <ChartFrame height={HEIGHT} grid={grid} label={label}>
      {bars.map(({ x, width, good, failed }) => (
        <g key={x}>
          {good.height > 0 && <Good x={x} width={width} box={good} />}
          {failed !== null && <Failed x={x} width={width} box={failed} />}
        </g>
      ))}
    </ChartFrame>
  );
}

interface BarProps {
  x: number;
  width: number;
  box: Box;
}

function Good({ x, width, box }: BarProps) {
  return (
    <rect
      className="fill-sunk stroke-ink-3"
      x={`${x}%`}
      width={`${width}%`}
      y={`${box.y}%`}
      height={`${box.height}%`}
    />
  );
}

function Failed({ x, width, box }: BarProps) {
  return (
    <>
      <rect
        className="stroke-major"
        fill="url(#pattern-failed)"
        x={`${x}%`}
        width={`${width}%`}
        y={`${box.y}%`}
        height={`${box.height}%`}
      />
      <svg className="text-major" x={`${x + width / 2}%`} y={`${box.y}%`} overflow="visible" aria-hidden="true">
        <g transform="translate(0 -7)">
          <Cross />
        </g>
      </svg>
    </>
  );
}
