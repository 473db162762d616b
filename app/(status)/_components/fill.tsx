import type { ReactNode } from "react";

interface FillProps {
  /** A text with its placeholders left in, as `words.raw` gives it. */
  text: string;
  /** What stands for the placeholders. */
  parts: Readonly<Record<string, ReactNode>>;
}

/** A text whose placeholders are elements. Each has a direction of its own, whichever language is around it. */
export function Fill({ text, parts }: FillProps) {
  return text
    .split(/(\{\w+\})/)
    .map((piece) => (piece.startsWith("{") ? <bdi key={piece}>{parts[piece.slice(1, -1)]}</bdi> : piece));
}
