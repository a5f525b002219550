import { expect, it } from "vitest";
import type { Schemas } from "@attendsense/client";
import { definitionOf, draftOf, usualRules, usualShift, usualWeek, withChanged } from "./schedule_draft.ts";

const rules: Schemas["AttendanceRules"] = { ...usualRules, overtime: "beyond_limit", legal_breaks: [{ beyond_minutes: 360, least_minutes: 30 }] };

function schedule(cycle: unknown[][], rhythm = "weekly"): Schemas["Schedule"] {
  return { id: "a", name: "Office", rhythm, cycle, rules, created_at: "" } as Schemas["Schedule"];
}

const shift = { name: "Day", from: "09:00", to: "17:30", flexible: false, core: null, expected_minutes: 480 };
const again = (was: Schemas["Schedule"]) => definitionOf(draftOf(was));

it("a schedule comes back from its form as it was", () => {
  const night = { ...shift, name: "", from: "22:00", to: "30:00", expected_minutes: 450 };
  const flexible = { ...shift, from: "07:00", to: "20:00", flexible: true, core: { from: "10:00", to: "15:00" } };
  const was = schedule([[shift, night], [flexible], [], [], [], [], []]);
  expect(again(was)).toEqual({
    name: "Office",
    rhythm: "weekly",
    rules,
    cycle: [
      [
        { name: "Day", from: "09:00", to: "17:30", expected_minutes: 480, flexible: false },
        { from: "22:00", to: "30:00", expected_minutes: 450, flexible: false },
      ],
      [{ name: "Day", from: "07:00", to: "20:00", expected_minutes: 480, flexible: true, core: { from: "10:00", to: "15:00" } }],
      [],
      [],
      [],
      [],
      [],
    ],
  });
  expect(again(schedule([[shift], [], [night]], "rotating"))).toMatchObject({ rhythm: "rotating", cycle: [{ length: 1 }, [], { length: 1 }] });
});

it("core time may lie beyond midnight as the shift does", () => {
  for (const core of [{ from: "23:00", to: "26:00" }, { from: "25:00", to: "28:00" }, { from: "22:00", to: "23:00" }]) {
    const night = { ...shift, from: "21:00", to: "31:00", flexible: true, core };
    expect(again(schedule([[night]], "rotating")).cycle[0]?.[0]?.core).toEqual(core);
  }
});

it("a shift round the clock ends on the next date", () => {
  expect(again(schedule([[{ ...shift, from: "08:00", to: "32:00" }]], "rotating")).cycle[0]?.[0]).toMatchObject({ from: "08:00", to: "32:00" });
});

it("a core time without flexible hours, or half of one, is none", () => {
  const defined = (part: object) => definitionOf({ ...usualWeek, days: [[{ ...usualShift, ...part }]] }).cycle[0]?.[0];
  expect(defined({ coreFrom: "10:00", coreTo: "15:00" })).not.toHaveProperty("core");
  expect(defined({ flexible: true, coreFrom: "10:00" })).not.toHaveProperty("core");
});

it("one of a list is changed or taken out", () => {
  expect(withChanged(["a", "b", "c"], 1, "x")).toEqual(["a", "x", "c"]);
  expect(withChanged(["a", "b", "c"], 1, undefined)).toEqual(["a", "c"]);
});
