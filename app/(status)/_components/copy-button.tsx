"use client";

import { useEffect, useRef, useState } from "react";
import { SUBSCRIBE_WORDS } from "@/lib/view/subscribe-words";

const SAID_FOR_MS = 2000;

/** Copies a text. It is there only where it works: with a script, on a page that may write to the clipboard. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [works, setWorks] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setWorks(navigator.clipboard !== undefined);
    return () => clearTimeout(timer.current);
  }, []);
  if (!works) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SAID_FOR_MS);
  };
  const said = isCopied ? SUBSCRIBE_WORDS.copied : SUBSCRIBE_WORDS.copy;
  return (
    <button
      type="button"
      className="inline-flex min-h-11 shrink-0 cursor-pointer items-center rounded-button border border-line-2 bg-glass px-3.5 text-s font-medium hover:bg-sunk"
      aria-label={`${said}: ${label}`}
      onClick={() => void copy().catch(() => setWorks(false))}
    >
      {said}
    </button>
  );
}
