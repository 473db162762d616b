"use client";

import { useEffect, useRef, useState } from "react";

const SAID_FOR_MS = 2000;

interface CopyWords {
  said: string;
  /** With what is copied, for those who do not see it. */
  label: string;
}

interface CopyButtonProps {
  text: string;
  before: CopyWords;
  after: CopyWords;
}

/** Copies a text. It shows where it works, with a script on a page that may write to the clipboard; its place is kept. */
export function CopyButton({ text, before, after }: CopyButtonProps) {
  const [works, setWorks] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setWorks(navigator.clipboard !== undefined);
    return () => clearTimeout(timer.current);
  }, []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SAID_FOR_MS);
  };
  const { said, label } = isCopied ? after : before;
  return (
    <button
      type="button"
      className="invisible inline-flex min-h-11 shrink-0 cursor-pointer items-center rounded-button border border-line-2 bg-glass px-3.5 text-s font-medium hover:bg-sunk data-works:visible"
      data-works={works || undefined}
      aria-label={label}
      onClick={() => void copy().catch(() => setWorks(false))}
    >
      {said}
    </button>
  );
}
