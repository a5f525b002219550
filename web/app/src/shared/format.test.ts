import { expect, it } from "vitest";
import { clock, dateAt, duration, moment, plusDays } from "./format.ts";

it("durations are hours and minutes", () => {
  expect([0, 59, 28_740, 360_000, -5400, -30].map(duration)).toEqual(["0:00", "0:00", "7:59", "100:00", "−1:30", "0:00"]);
});

it("a wall clock becomes the moment there, on both sides of a clock change", () => {
  expect(moment("2026-03-28", "09:00", "Europe/Berlin")).toBe("2026-03-28T08:00:00.000Z");
  expect(moment("2026-03-29", "09:00", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
  expect(moment("2026-10-25", "02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z"); // the first of two
  expect(moment("2026-03-29", "00:00", "Asia/Kolkata")).toBe("2026-03-28T18:30:00.000Z");
});

it("dates and times are those of the site", () => {
  expect(dateAt("Pacific/Auckland", new Date("2026-03-27T12:00:00Z"))).toBe("2026-03-28");
  expect(clock("2026-03-27T07:04:05.000001Z", "Europe/Berlin")).toBe("08:04");
  expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
});
