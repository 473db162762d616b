"use client";

import { PlainPage } from "./plain-page";

/** For a fault in the drawing itself. It says what is true: that nothing can be said. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <PlainPage
      title="We cannot show the status right now"
      lede="Something went wrong with this page. The services may well be working; we simply cannot show them."
    >
      <button type="button" className="plain-action" onClick={reset}>
        Try again
      </button>
    </PlainPage>
  );
}
