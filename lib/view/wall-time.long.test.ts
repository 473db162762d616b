import { expect, it } from "vitest";
import { formatZone } from "./wall-time";

const LOCALES = ["en-GB", "en-US", "en-AU", "en-NZ", "en-IN", "en-ZA"];
const [WINTER, SUMMER] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Asks all of them, always. */
function findName(at: number, timeZone: string): string {
  const names = LOCALES.map((locale) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  });
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? (names[0] ?? "").replace("GMT", "UTC");
}

it("each zone of the world is named as by whoever knows its name, though few are asked", () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "US/Eastern", "NZ", "Singapore", "Etc/GMT+5"];
  const named = (name: typeof findName) => zones.flatMap((zone) => [name(WINTER, zone), name(SUMMER, zone)]);
  expect(named(formatZone)).toEqual(named(findName));
});
