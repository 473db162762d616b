import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { type Contact, type JudgedPage, judgeFreshness, judgePage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { learnServerTime, readClock, startClock } from "@/lib/view/server-clock";
import type { Words } from "@/lib/view/words/speak";
import { fetchPage } from "./fetch-page";
import { useZone } from "./zone-store";

/** So many refreshes in a row must fail before the page says that it hears nothing. */
const LOST_AFTER = 2;
/** A failed refresh is tried again after this, so that "lost" is said soon where pages refresh seldom. */
const LONGEST_RETRY_MS = 10 * SECOND_MS;

export interface LivePage {
  view: PageView;
  /** The same for what is told with its time: the zone is the visitor's. Days are those of the page. */
  told: PageView;
  judged: JudgedPage;
  /** Now, by the server's clock; changes once a minute, and when the judgement does. */
  at: EpochMs;
  /** Now to the second, for what counts seconds. */
  readNow: () => EpochMs;
}

/** The page's data, kept fresh, and judged at every moment by the server's clock. */
export function useLivePage(initial: PageView, renderedAt: EpochMs, words: Words): LivePage {
  const clock = useRef(startClock(renderedAt, Date.now()));
  const readNow = useCallback(() => readClock(clock.current, Date.now()), []);
  const { contact, keepContact, missAnswer } = useContact();

  const { data: view = initial } = useSWR(
    `/${words.language}/api/page`,
    async (url: string) => {
      const { view, serverAt } = await fetchPage(url);
      clock.current = learnServerTime(clock.current, serverAt, Date.now());
      return view;
    },
    {
      fallbackData: initial,
      revalidateOnMount: true,
      keepPreviousData: true,
      refreshInterval: (latest) => (latest ?? initial).refreshMs,
      // A tab in the background shows its title: that has to be true as well.
      refreshWhenHidden: true,
      dedupingInterval: SECOND_MS / 2,
      onSuccess: keepContact,
      onError: missAnswer,
      onErrorRetry: (_error, _key, { refreshInterval }, revalidate, { retryCount }) => {
        const usual = typeof refreshInterval === "function" ? refreshInterval(view) : LONGEST_RETRY_MS;
        setTimeout(
          () => void revalidate({ retryCount }),
          Math.min(usual, LONGEST_RETRY_MS) * (0.75 + Math.random() / 2),
        );
      },
    },
  );

  const at = useMoment(view, renderedAt, readNow);
  const judged = useMemo(() => judgePage(view, at, words, contact), [view, at, words, contact]);
  const zone = useZone(view.timeZone);
  const told = useMemo(() => ({ ...view, timeZone: zone }), [view, zone]);
  return { view, told, judged, at, readNow };
}

/** Counts the refreshes that failed in a row. A browser that knows it is offline need not count. */
function useContact() {
  const [misses, setMisses] = useState(0);
  const keepContact = useCallback(() => setMisses(0), []);
  const missAnswer = useCallback(() => setMisses((count) => count + 1), []);
  useEffect(() => {
    const goOffline = () => setMisses(LOST_AFTER);
    if (!navigator.onLine) goOffline();
    window.addEventListener("offline", goOffline);
    return () => window.removeEventListener("offline", goOffline);
  }, []);
  const contact: Contact = misses >= LOST_AFTER ? "lost" : "kept";
  return { contact, keepContact, missAnswer };
}

/** Looks at the clock each second, and answers a new instant only when something on the page would read otherwise. */
function useMoment(view: PageView, renderedAt: EpochMs, readNow: () => EpochMs): EpochMs {
  const [at, setAt] = useState(renderedAt);
  useEffect(() => {
    const look = () => setAt((before) => (readsAlike(view, before, readNow()) ? before : readNow()));
    look();
    const timer = setInterval(look, SECOND_MS);
    return () => clearInterval(timer);
  }, [view, readNow]);
  return at;
}

function readsAlike(view: PageView, a: EpochMs, b: EpochMs): boolean {
  const minuteOf = (at: EpochMs) => Math.floor((at - (view.asOf ?? 0)) / MINUTE_MS);
  return minuteOf(a) === minuteOf(b) && judgeFreshness(view.freshUntil, a) === judgeFreshness(view.freshUntil, b);
}
