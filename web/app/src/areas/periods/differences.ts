import type { Schemas } from "@attendsense/client";

type Day = Schemas["DayFigures"];

/** What can be different of a day; a length of time unless it is named otherwise. */
export const figures = ["worked_seconds", "expected_seconds", "late_seconds", "early_seconds", "overtime_seconds", "leave_credit_seconds", "balance_seconds"] as const;
export type Figure = (typeof figures)[number];

export interface Differences {
  state: boolean;
  figures: Figure[];
  flags: boolean;
}

const flagsOf = (day: Day) => day.flags.map(({ flag }) => flag).sort().join();

/** Which of them payroll would be told otherwise; of a day that it was told nothing of, the time worked. */
export function differences(before: Day | null, after: Day): Differences {
  if (!before) return { state: true, figures: ["worked_seconds"], flags: after.flags.length > 0 };
  return {
    state: before.state !== after.state,
    figures: figures.filter((name) => before[name] !== after[name]),
    flags: flagsOf(before) !== flagsOf(after),
  };
}
