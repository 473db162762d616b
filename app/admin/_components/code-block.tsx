/** Text to be typed or read as it is. Phrasing content, so that it may stand in a paragraph. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <code className="mt-1 block whitespace-pre-wrap rounded-plate border border-line bg-sunk px-3 py-2 font-mono text-s text-ink">
      {text}
    </code>
  );
}
