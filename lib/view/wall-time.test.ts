import { expect, it } from "vitest";
import { formatZone } from "./wall-time";

const [WINTER, SUMMER] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

it.each([
  ["Europe/Berlin", "CET", "CEST"],
  ["America/New_York", "EST", "EDT"],
  ["Asia/Tokyo", "UTC+9", "UTC+9"],
  ["Asia/Kolkata", "IST", "IST"],
  ["Pacific/Auckland", "NZDT", "NZST"],
  ["UTC", "UTC", "UTC"],
])("%s is %s in January and %s in July", (zone, winter, summer) => {
  expect([formatZone(WINTER, zone), formatZone(SUMMER, zone)]).toEqual([winter, summer]);
});
