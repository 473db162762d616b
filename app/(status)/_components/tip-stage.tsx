"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Around everything with tooltips: Escape closes the one that is open, until the next is asked for. */
export function TipStage({ className, children }: { className?: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stage = ref.current;
    if (stage === null) return;
    const hush = (event: KeyboardEvent) => {
      if (event.key === "Escape") stage.dataset.hushed = "";
    };
    const wake = () => {
      delete stage.dataset.hushed;
    };
    document.addEventListener("keydown", hush);
    stage.addEventListener("pointerover", wake);
    stage.addEventListener("focusin", wake);
    return () => {
      document.removeEventListener("keydown", hush);
      stage.removeEventListener("pointerover", wake);
      stage.removeEventListener("focusin", wake);
    };
  }, []);
  return (
    <div ref={ref} className={className}>
      {children}
    </div>
  );
}
