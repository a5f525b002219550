import { expect, it } from "vitest";
import { barsOf, nameOf, shapeOf } from "./columns.ts";

it("what a value is called tells how it is written", () => {
  expect(["name", "date", "first_in", "late_seconds", "days_late", "period_closed"].map(shapeOf)).toEqual(["name", "date", "time", "duration", "number", "yes"]);
  expect(nameOf({ family_name: "Lovelace", given_name: "Ada" })).toBe("Lovelace, Ada");
  expect(nameOf({ family_name: "", given_name: "Ada" })).toBe("Ada");
});

it("days of several people are added up, in the order of the dates", () => {
  const rows = [
    { date: "2026-03-03", late_seconds: 60 },
    { date: "2026-03-02", late_seconds: 30 },
    { date: "2026-03-03", late_seconds: 600 },
  ];
  expect(barsOf("late", rows).bars).toEqual([
    { key: "2026-03-02", values: { late_seconds: 30 } },
    { key: "2026-03-03", values: { late_seconds: 660 } },
  ]);
  expect(barsOf("missing", rows).bars.map(({ values }) => values["rows"])).toEqual([1, 2]);
  expect(barsOf("payroll", rows).bars).toEqual([]);
});
