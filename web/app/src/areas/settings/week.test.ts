import { expect, it } from "vitest";
import type { Schemas } from "@attendsense/client";
import { definitionOf, emptyWeek, weekOf } from "./week.ts";

const rules = { grace_late_minutes: 5, grace_early_minutes: 0, overtime: "approved" } as Schemas["AttendanceRules"];

function schedule(cycle: unknown[][], rhythm = "weekly"): Schemas["Schedule"] {
  return { id: "a", name: "Office", rhythm, cycle, rules, created_at: "" } as Schemas["Schedule"];
}

it("a week comes back from its form as it was", () => {
  const day = { name: "Day", from: "09:00", to: "17:30", flexible: false, core: null, expected_minutes: 480 };
  const night = { name: "", from: "22:00", to: "30:00", flexible: false, core: null, expected_minutes: 450 };
  const was = schedule([[day], [night], [], [], [], [], []]);
  const form = weekOf(was);
  expect(form?.days[1]).toEqual({ works: true, from: "22:00", to: "06:00", minutes: 450 });
  const again = definitionOf(form ?? emptyWeek, was);
  expect(again.cycle[0]).toEqual([{ name: "Day", from: "09:00", to: "17:30", expected_minutes: 480 }]);
  expect(again.cycle[1]).toEqual([{ from: "22:00", to: "30:00", expected_minutes: 450 }]);
  expect(again.cycle[2]).toEqual([]);
  expect(again.rules?.overtime).toBe("approved");
});

it("what the form cannot show is not shown", () => {
  const shift = { name: "", from: "09:00", to: "12:00", flexible: false, core: null, expected_minutes: 180 };
  expect(weekOf(schedule([[shift, { ...shift, from: "13:00", to: "17:00" }], [], [], [], [], [], []]))).toBe(null);
  expect(weekOf(schedule([[{ ...shift, flexible: true }], [], [], [], [], [], []]))).toBe(null);
  expect(weekOf(schedule([[shift], []], "rotating"))).toBe(null);
});
