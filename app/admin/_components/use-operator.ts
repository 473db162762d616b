import { useCallback, useEffect, useState } from "react";
import useSWR from "swr";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { OperatorView } from "@/lib/view/operator-view";
import { fetchOperator } from "./fetch-operator";

const REFRESH_MS = 5 * SECOND_MS;
/** So many refreshes in a row must fail before the page says that it hears nothing. */
const LOST_AFTER = 2;

export interface LiveOperator {
  view: OperatorView;
  /** Since when the server does not answer, by the server's clock; null while it does. */
  lostAt: EpochMs | null;
  refresh: () => void;
}

/** The dashboard's data, asked for every five seconds while it is looked at. */
export function useOperator(initial: OperatorView): LiveOperator {
  const [misses, setMisses] = useState<{ count: number; sinceLocalAt: EpochMs }>({ count: 0, sinceLocalAt: 0 });
  const [offsetMs, setOffsetMs] = useState(0);
  const missAnswers = useCallback((count: number) => {
    setMisses((before) => ({
      count: before.count + count,
      sinceLocalAt: before.count === 0 ? Date.now() : before.sinceLocalAt,
    }));
  }, []);
  const { data: view = initial, mutate } = useSWR("/api/admin/health", fetchOperator, {
    fallbackData: initial,
    revalidateOnMount: true,
    keepPreviousData: true,
    refreshInterval: REFRESH_MS,
    refreshWhenHidden: false,
    revalidateOnFocus: true,
    focusThrottleInterval: SECOND_MS,
    dedupingInterval: SECOND_MS / 2,
    onSuccess: (fresh) => {
      setMisses({ count: 0, sinceLocalAt: 0 });
      setOffsetMs(fresh.at - Date.now());
    },
    onError: () => missAnswers(1),
    onErrorRetry: (_error, _key, _config, revalidate, { retryCount }) => {
      setTimeout(() => void revalidate({ retryCount }), REFRESH_MS * (0.75 + Math.random() / 2));
    },
  });
  useEffect(() => {
    const goOffline = () => missAnswers(LOST_AFTER);
    window.addEventListener("offline", goOffline);
    return () => window.removeEventListener("offline", goOffline);
  }, [missAnswers]);
  const isLost = misses.count >= LOST_AFTER;
  return { view, lostAt: isLost ? misses.sinceLocalAt + offsetMs : null, refresh: () => void mutate() };
}
