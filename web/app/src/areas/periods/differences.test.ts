import { expect, it } from "vitest";
import type { Schemas } from "@attendsense/client";
import { differences } from "./differences.ts";

const day = { state: "present", flags: [{ flag: "late", at: null, punch_id: null }], worked_seconds: 100, late_seconds: 60, balance_seconds: 0 } as unknown as Schemas["DayFigures"];

it("names what payroll would be told otherwise", () => {
  expect(differences(day, { ...day, worked_seconds: 200, balance_seconds: 100 })).toEqual({ state: false, figures: ["worked_seconds", "balance_seconds"], flags: false });
  expect(differences(day, { ...day, state: "absent" })).toEqual({ state: true, figures: [], flags: false });
});

it("does not miss what is different in its flags alone", () => {
  expect(differences(day, { ...day, flags: [] })).toEqual({ state: false, figures: [], flags: true });
});

it("shows of a day that was not told what it is", () => {
  expect(differences(null, day)).toEqual({ state: true, figures: ["worked_seconds"], flags: true });
});
