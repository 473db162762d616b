"use client";

import { BarSprite } from "./bar-base";
import { SignSprite } from "./sign";

/** What signs and bars are drawn of. Drawn by the browser's own code, too: else each page would carry it twice as data. */
export function Sprites() {
  return (
    <>
      <SignSprite />
      <BarSprite />
    </>
  );
}
