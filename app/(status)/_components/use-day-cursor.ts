import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from "react";

/**
 * The day of a bar that the pointer is at, or that the arrow keys have reached. `takesKeys`: whether the days can be
 * reached with the keyboard and the finger at all.
 */
export function useDayCursor(days: number, takesKeys: boolean) {
  const ref = useRef<HTMLSpanElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  /** While the focus goes from day to day, the day it leaves says that it has lost it. */
  const isMoving = useRef(false);
  /** A finger shows a day at first; only on the day's own mark it presses. */
  const isFinger = useRef(false);

  useEffect(() => {
    if (cursor === null || !isMoving.current) return;
    ref.current?.querySelector<HTMLElement>(".mark")?.focus();
    isMoving.current = false;
  }, [cursor]);

  function moveTo(index: number): void {
    isMoving.current = true;
    setCursor(index);
  }

  function onKeyDown(event: KeyboardEvent<HTMLSpanElement>): void {
    isFinger.current = false;
    const bar = ref.current;
    if (bar === null) return;
    const next = nextDay(event.key, cursor, firstShown(bar, days), days - 1, isMirrored(bar));
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  }

  function onClick(event: MouseEvent<HTMLSpanElement>): void {
    if (!isFinger.current || ref.current === null || isInMark(event.target)) return;
    event.preventDefault();
    moveTo(dayAt(ref.current, event.clientX, days));
  }

  const handlers = {
    onPointerMove: ({ pointerType, target, clientX }: PointerEvent<HTMLSpanElement>) => {
      if (pointerType === "mouse" && ref.current && !isInText(target)) setCursor(dayAt(ref.current, clientX, days));
    },
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType === "mouse") setCursor(null);
    },
    onBlur: () => {
      if (!isMoving.current) setCursor(null);
    },
    ...(takesKeys && {
      onPointerDown: ({ pointerType }: PointerEvent) => {
        isFinger.current = pointerType !== "mouse";
      },
      onClick,
      onKeyDown,
    }),
  };
  return { ref, cursor, handlers };
}

/**
 * Where a key leads; null for a key that leads nowhere. From no day it leads to the nearer end. Time runs from the right
 * where the page is read from there.
 */
function nextDay(key: string, present: number | null, first: number, last: number, mirrored: boolean): number | null {
  const [later, earlier] = mirrored ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  switch (key) {
    case later:
      return present === null ? first : Math.min(last, present + 1);
    case earlier:
      return present === null ? last : Math.max(first, present - 1);
    case "Home":
      return first;
    case "End":
      return last;
    default:
      return null;
  }
}

/** The bar's days reach beyond its start where only the last ones are shown. */
function measure(bar: HTMLElement, days: number) {
  const base = bar.querySelector("svg")?.getBoundingClientRect() ?? bar.getBoundingClientRect();
  return { left: base.left, right: base.right, pitch: base.width / days };
}

function firstShown(bar: HTMLElement, days: number): number {
  return Math.max(0, days - Math.round(bar.clientWidth / measure(bar, days).pitch));
}

function dayAt(bar: HTMLElement, x: number, days: number): number {
  const { left, right, pitch } = measure(bar, days);
  const index = Math.floor((isMirrored(bar) ? right - x : x - left) / pitch);
  return Math.min(days - 1, Math.max(0, index));
}

/** Whoever reads the text of a day stays at that day. */
function isInText(target: EventTarget): boolean {
  return target instanceof Element && target.closest("b") !== null;
}

function isInMark(target: EventTarget): boolean {
  return target instanceof Element && target.closest(".mark") !== null;
}

function isMirrored(bar: HTMLElement): boolean {
  return getComputedStyle(bar).direction === "rtl";
}
