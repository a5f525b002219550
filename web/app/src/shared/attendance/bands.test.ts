import { expect, it } from "vitest";
import { bandOf, barsOf, datesOf, mondayOf, monthAfter, weeksOf } from "./bands.ts";
import type { Day } from "./queries.ts";

it("a first entrance is coloured by the clock at the site", () => {
  expect(bandOf("2026-03-27T06:59:59Z", "Europe/Berlin")).toBe(0);
  expect(bandOf("2026-03-27T07:00:00Z", "Europe/Berlin")).toBe(1);
  expect(bandOf("2026-03-30T07:00:00Z", "Europe/Berlin")).toBe(2); // after the clock change
  expect(bandOf("2026-03-27T07:00:00Z", "Asia/Colombo")).toBe(3);
});

it("months have their dates, in weeks that begin as they do there", () => {
  expect(datesOf("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  expect(monthAfter("2026-12", 1)).toBe("2027-01");
  expect(monthAfter("2026-01", -1)).toBe("2025-12");
  expect(weeksOf("2026-03", 1)[0]).toEqual([null, null, null, null, null, null, "2026-03-01"]); // Monday first
  expect(weeksOf("2026-03", 7)[0]?.[0]).toBe("2026-03-01"); // Sunday first
  expect(weeksOf("2026-03", 1).flat().filter(Boolean)).toHaveLength(31);
});

it("hours are summed by day, by week from Monday, and by month", () => {
  const days = ["2026-03-29", "2026-03-30", "2026-03-31", "2026-04-01"].map((date) => ({ date, worked_seconds: 3600, expected_seconds: 7200 }) as Day);
  expect(mondayOf("2026-03-29")).toBe("2026-03-23");
  expect(barsOf(days, "day")).toHaveLength(4);
  expect(barsOf(days, "week")).toEqual([
    { from: "2026-03-23", worked: 3600, expected: 7200 },
    { from: "2026-03-30", worked: 10_800, expected: 21_600 },
  ]);
  expect(barsOf(days, "month").map(({ from }) => from)).toEqual(["2026-03-01", "2026-04-01"]);
});
