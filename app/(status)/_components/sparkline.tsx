import { drawSpark } from "@/lib/view/draw-spark";

interface SparklineProps {
  points: readonly (number | null)[];
  /** Where the dashed line lies; null without one. */
  limit: number | null;
}

/** Values as a line. It is decoration: their range must stand beside it in words. */
export function Sparkline({ points, limit: limitValue }: SparklineProps) {
  const { width, height, line, dots, area, limit } = drawSpark(points, limitValue);
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="spark-grid" d={`M0 ${height - 0.5}H${width}M0 ${height / 2}H${width}`} />
      <path className="spark-area" d={area} />
      {limit !== null && <path className="spark-limit" d={`M0 ${limit}H${width}`} />}
      <path className="spark-line" d={line} />
      {dots !== "" && <path className="spark-dots" d={dots} />}
    </svg>
  );
}
