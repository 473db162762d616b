import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Whether something that folds was ever folded or unfolded by a visitor: what shows only then need not be drawn before.
 * Printing counts, as on paper everything is open.
 */
export function useTouched() {
  const [wasTouched, setTouched] = useState(false);
  useEffect(() => {
    const touch = () => flushSync(() => setTouched(true));
    window.addEventListener("beforeprint", touch);
    return () => window.removeEventListener("beforeprint", touch);
  }, []);
  return { wasTouched, onToggle: () => setTouched(true) };
}
