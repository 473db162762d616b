import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** What a `<details>` takes. */
export interface FoldProps {
  ref: RefObject<HTMLDetailsElement | null>;
  open: boolean;
  onToggle: () => void;
}

/**
 * Something that folds, and whether it was ever folded or unfolded by a visitor: what shows only then need not be drawn
 * before. Printing counts, as on paper everything is open; so does what was done before the script came.
 */
export function useTouched(opensAtFirst = false): { wasTouched: boolean; fold: FoldProps } {
  const ref = useRef<HTMLDetailsElement>(null);
  const [open] = useState(opensAtFirst);
  const [wasTouched, setTouched] = useState(false);
  useEffect(() => {
    if (ref.current !== null && ref.current.open !== open) setTouched(true);
    const touch = () => flushSync(() => setTouched(true));
    window.addEventListener("beforeprint", touch);
    return () => window.removeEventListener("beforeprint", touch);
  }, [open]);
  return { wasTouched, fold: { ref, open, onToggle: () => setTouched(true) } };
}
