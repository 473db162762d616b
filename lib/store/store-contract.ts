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
import { createSubject, type StoreUnderTest, type Subject } from "./contract/subject.testing";
import { describeLargeTexts, describeNagiosComments, describeTexts } from "./contract/words.testing";

type Open = () => Promise<StoreUnderTest>;

/**
 * The suite that every store passes whole: each sentence of the port is a test. `remembers`: what the store holds
 * survives its closing, so that `reopen` must be given. What takes seconds of it is `describeStoreAtLength`.
 */
export function describeStore(name: string, open: Open, { remembers = true } = {}): void {
  describeWith(name, open, (subject) => {
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

/** The part of the suite that takes seconds. */
export function describeStoreAtLength(name: string, open: Open): void {
  describeWith(name, open, describeLargeTexts);
}

function describeWith(name: string, open: Open, describeAll: (subject: Subject) => void): void {
  describe(name, () => {
    let current: StoreUnderTest;
    const subject = createSubject(() => current);

    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.dispose());

    describeAll(subject);
  });
}
