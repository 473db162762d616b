import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { type Chance, createChance } from "./chance";
import { makeTrouble, type Plan, type Trouble } from "./plan";

/** Small things that go wrong now and then, with the words of whoever takes them on. */
const MINOR = [
  ["bookmobile;LTE Signal", 1, "Parked behind the town hall; the signal comes back with the next stop."],
  ["catalogue;Catalogue Index Age", 1, "Nightly import ran late, index is rebuilding."],
  ["catalogue;Load", 1, "A crawler is fetching every record; it has been slowed down."],
  ["catalogue-db;Disk Space", 1, "Old search logs are being removed."],
  ["ebooks;Audiobook Streaming", 1, "The provider sees the slow starts too and is working on them."],
  ["kiosks-harbour;Terminal 3", 2, "Receipt printer jammed; the branch has been called."],
  ["mail;Mail Queue", 1, "Overdue notices are going out in smaller batches."],
  ["br-hillside;Public Wi-Fi", 1, "One access point is rebooting after its update."],
] as const;

const MAJOR = [
  ["accounts;Login", 2, "Sign-in server restarted; watching."],
  ["accounts;Payment Gateway", 2, "The payment provider reports a disruption."],
  ["catalogue;Catalogue Search", 2, "Search service is being restarted."],
  ["ebooks;E-book Loans", 2, "Provider informed, they are looking into it."],
  ["kiosks-harbour;Return Sorter", 2, "Belt blocked by a returned atlas."],
  ["mail;SMTP", 2, "Certificate of the mail server replaced."],
] as const;

const BRANCHES = ["bookmobile", "br-harbour", "br-hillside"] as const;

function planMishap(chance: Chance, dayAt: EpochMs, list: typeof MINOR | typeof MAJOR, longestMs: number): Trouble {
  const [key, state, text] = chance.pick<(typeof MINOR)[number] | (typeof MAJOR)[number]>(list);
  const startAt = dayAt + Math.round(chance.between(6, 21) * HOUR_MS);
  const lastsMs = Math.round(chance.between(0.15, 1) ** 2 * longestMs) + 4 * MINUTE_MS;
  const acknowledgement =
    chance.next() < 0.6 ? { afterMs: Math.round(chance.between(1, 6) * MINUTE_MS), author: "helpdesk", text } : null;
  return { ...makeTrouble(key, startAt, lastsMs, state), acknowledgement };
}

/** One failed check that is fine again at the next: never more than a soft state. */
function planBlip(chance: Chance, dayAt: EpochMs): Trouble {
  const [key, state] = chance.pick(MINOR);
  return makeTrouble(key, dayAt + Math.round(chance.between(0.5, 23) * HOUR_MS), 62 * SECOND_MS, state);
}

function planFlapping(dayAt: EpochMs): Plan {
  const key = "br-harbour;Public Wi-Fi";
  const firstAt = dayAt + 10 * HOUR_MS;
  const troubles = Array.from({ length: 8 }, (_, turn) =>
    makeTrouble(key, firstAt + turn * 7 * MINUTE_MS, 4 * MINUTE_MS, 2),
  );
  const flapping = { key, startAt: firstAt + 18 * MINUTE_MS, endAt: firstAt + 75 * MINUTE_MS, percent: 31.6 };
  return { troubles, downtimes: [], flappings: [flapping] };
}

/** Sunday night's maintenance of the catalogue's database, announced on Friday. */
function planMaintenance(dayAt: EpochMs): Plan {
  const startAt = dayAt + 2 * HOUR_MS;
  const downtime = {
    key: "catalogue-db",
    startAt,
    endAt: startAt + HOUR_MS,
    enteredAt: dayAt - DAY_MS - 10 * HOUR_MS,
    author: "operations",
    text: "Security updates of the catalogue database",
  };
  return {
    troubles: [makeTrouble("catalogue-db", startAt + 12 * MINUTE_MS, 9 * MINUTE_MS, 1)],
    downtimes: [downtime],
    flappings: [],
  };
}

/** The rare days: by the number of the day, so that every 90 days hold some of each. */
function planRare(chance: Chance, day: number, dayAt: EpochMs): Trouble[] {
  const troubles: Trouble[] = [];
  if (day % 41 === 17) troubles.push(makeTrouble("sw-core", dayAt + 9 * HOUR_MS + 1234 * SECOND_MS, 26 * MINUTE_MS, 1));
  if (day % 23 === 11) {
    const night = makeTrouble("ebooks;E-book Loans", dayAt + 22 * HOUR_MS + 40 * MINUTE_MS, 3 * HOUR_MS, 2);
    const acknowledgement = {
      afterMs: 8 * MINUTE_MS,
      author: "on-call",
      text: "Provider's maintenance overran; they expect an hour more.",
    };
    troubles.push({ ...night, acknowledgement });
  }
  if (day % 9 === 4) {
    const startAt = dayAt + Math.round(chance.between(7, 19) * HOUR_MS);
    troubles.push(makeTrouble(chance.pick(BRANCHES), startAt, Math.round(chance.between(8, 70) * MINUTE_MS), 1));
  }
  return troubles;
}

/** What happens on one day of the quiet history: on most days nothing, or one small thing. `dayAt`: its midnight, UTC. */
export function planQuietDay(seed: string, dayAt: EpochMs): Plan[] {
  const day = Math.round(dayAt / DAY_MS);
  const chance = createChance(`${seed}/day/${day}`);
  const troubles = planRare(chance, day, dayAt);
  const mood = chance.next();
  if (mood < 0.3) troubles.push(planMishap(chance, dayAt, MINOR, HOUR_MS));
  else if (mood < 0.42) troubles.push(planMishap(chance, dayAt, MAJOR, 40 * MINUTE_MS));
  const blips = chance.whole(0, 2);
  for (let count = 0; count < blips; count += 1) troubles.push(planBlip(chance, dayAt));
  const plans: Plan[] = [{ troubles, downtimes: [], flappings: [] }];
  if (day % 13 === 5) plans.push(planFlapping(dayAt));
  if (new Date(dayAt).getUTCDay() === 0) plans.push(planMaintenance(dayAt));
  return plans;
}
