import type { EpochMs } from "@/lib/domain/time";
import type { OperatorView } from "./operator-view";
import { formatSecond } from "./operator-words";

/**
 * The dashboard as it may be shown by a browser that hears nothing from its server since `lostAt`: nothing on it is
 * known to be true any more, so that nothing on it is green.
 */
export function forgetStates(view: OperatorView, lostAt: EpochMs): OperatorView {
  const since = formatSecond(lostAt, view.at, view.timeZone);
  return {
    ...view,
    headline: `Connection lost since ${since}. Nothing here is known to be true now.`,
    stations: view.stations.map((station) => ({ ...station, sign: "unknown", words: `Was: ${station.words}` })),
  };
}
