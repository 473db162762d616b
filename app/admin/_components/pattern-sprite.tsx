/** Patterns of the charts, drawn once a page. They take the colour of the text around them. */
export function PatternSprite() {
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <defs>
        <pattern id="pattern-failed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="fill-major" width="2.4" height="4" />
        </pattern>
        <pattern id="pattern-gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="fill-line-3" width="1" height="8" />
        </pattern>
      </defs>
    </svg>
  );
}
