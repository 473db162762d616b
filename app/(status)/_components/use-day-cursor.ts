import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { columnOf } from "./bar-mark";

/**
 * The day of a bar that the pointer is at, or that the arrow keys have reached. `takesKeys`: whether the bar has days
 * that can be reached with the keyboard at all.
 */
export function useDayCursor(days: number, takesKeys: boolean) {
  const ref = useRef<HTMLSpanElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  /** While the focus goes from day to day, the day it leaves says that it has lost it. */
  const isMoving = useRef(false);

  useEffect(() => {
    if (cursor === null || !isMoving.current) return;
    ref.current?.querySelector<HTMLElement>(`.${columnOf(cursor)}`)?.focus();
    isMoving.current = false;
  }, [cursor]);

  function moveTo(index: number): void {
    isMoving.current = true;
    setCursor(index);
  }

  function onKeyDown(event: KeyboardEvent<HTMLSpanElement>): void {
    const bar = ref.current;
    if (bar === null) return;
    const first = firstShown(bar, days);
    const present = cursor ?? indexOf(event.target, days) ?? first;
    const next = nextDay(event.key, present, first, days - 1, isMirrored(bar));
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  }

  const handlers = {
    onPointerMove: ({ pointerType, target, clientX }: PointerEvent<HTMLSpanElement>) => {
      if (pointerType === "mouse" && ref.current && !isInText(target)) setCursor(dayAt(ref.current, clientX, days));
    },
    onPointerLeave: () => setCursor(null),
    onPointerUp: (event: PointerEvent<HTMLSpanElement>) => {
      if (event.pointerType !== "mouse" && ref.current && takesKeys) moveTo(dayAt(ref.current, event.clientX, days));
    },
    onBlur: () => {
      if (!isMoving.current) setCursor(null);
    },
    onKeyDown: takesKeys ? onKeyDown : undefined,
  };
  return { ref, cursor, handlers };
}

/** Where a key leads; null for a key that leads nowhere. Time runs from the right where the page is read from there. */
function nextDay(key: string, present: number, first: number, last: number, mirrored: boolean): number | null {
  const step = mirrored ? -1 : 1;
  const next = { ArrowRight: present + step, ArrowLeft: present - step, Home: first, End: last }[key];
  return next === undefined ? null : Math.min(last, Math.max(first, next));
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

function isMirrored(bar: HTMLElement): boolean {
  return getComputedStyle(bar).direction === "rtl";
}

function indexOf(target: EventTarget, days: number): number | null {
  if (!(target instanceof Element)) return null;
  const index = Array.from({ length: days }, (_, day) => day).find((day) => target.classList.contains(columnOf(day)));
  return index ?? null;
}
