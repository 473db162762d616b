import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Whether something that folds was ever open: what it holds need not be drawn before. Printing opens it, as on paper
 * everything is open.
 */
export function useOpened(isOpenAtFirst: boolean) {
  const [wasOpened, setOpened] = useState(isOpenAtFirst);
  useEffect(() => {
    const open = () => flushSync(() => setOpened(true));
    window.addEventListener("beforeprint", open);
    return () => window.removeEventListener("beforeprint", open);
  }, []);
  return { wasOpened, onToggle: () => setOpened(true) };
}
