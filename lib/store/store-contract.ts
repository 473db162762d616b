import { afterEach, beforeEach, describe } from "vitest";
import { describeEdits } from "./contract/edits.testing";
import { describeHistory } from "./contract/history.testing";
import { describeLife, describeMemory } from "./contract/life.testing";
import { describeLists, describePurge } from "./contract/lists.testing";
import { describeMaintenances } from "./contract/maintenances.testing";
import { describePast } from "./contract/past.testing";
import { describePoints } from "./contract/points.testing";
import { describeRecord } from "./contract/record.testing";
import { describeRepeats } from "./contract/repeats.testing";
import {
  describeIds,
  describePeoplesDecisions,
  describeProblemIds,
  describeRejections,
  describeRounds,
} from "./contract/rounds.testing";
import { createSubject, type StoreUnderTest } from "./contract/subject.testing";
import { describeNagiosComments, describeTexts } from "./contract/words.testing";

/**
 * The suite that every store passes whole: each sentence of the port is a test. `remembers`: what the store holds
 * survives its closing, so that `reopen` must be given.
 */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>, { remembers = true } = {}): void {
  describe(name, () => {
    let current: StoreUnderTest;
    const subject = createSubject(() => current);

    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.dispose());

    describeRounds(subject);
    describeProblemIds(subject);
    describePeoplesDecisions(subject);
    describeRejections(subject);
    describeIds(subject);
    describeNagiosComments(subject);
    describeLists(subject);
    describePurge(subject);
    describeEdits(subject);
    describeMaintenances(subject);
    describePast(subject);
    describeHistory(subject);
    describePoints(subject);
    describeRecord(subject);
    describeRepeats(subject);
    describeTexts(subject);
    describeLife(subject);
    if (remembers) describeMemory(subject);
  });
}
