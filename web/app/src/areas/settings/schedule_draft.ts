import type { Schemas } from "@attendsense/client";

type Schedule = Schemas["Schedule"];
type Definition = Schemas["ScheduleDefinition"];
type Shift = Schedule["cycle"][number][number];

export type Rules = Schemas["AttendanceRules"];

/** A shift as a form has it: times as on the wall, from 00:00 to 23:59. One that ends before it begins ends on the next date. */
export interface DraftShift {
  name: string;
  from: string;
  to: string;
  /** Working time without unpaid breaks, in minutes. */
  minutes: number;
  flexible: boolean;
  /** Of flexible hours, when one has to be there; empty: at no time in particular. */
  coreFrom: string;
  coreTo: string;
}

export interface Draft {
  name: string;
  rhythm: Schemas["Rhythm"];
  /** The shifts of each day; of a week from Monday, else from the first day of the roster. */
  days: readonly (readonly DraftShift[])[];
  rules: Rules;
}

export const mostShifts = 6;
export const mostDays = 366;

export const usualShift: DraftShift = { name: "", from: "09:00", to: "17:30", minutes: 480, flexible: false, coreFrom: "", coreTo: "" };

export const usualRules: Rules = {
  grace_late_minutes: 5,
  grace_early_minutes: 0,
  rounding: "none",
  rounding_step_minutes: 15,
  early_arrival_counts: true,
  late_stay_counts: true,
  paid_break_up_to_minutes: 0,
  shortest_break_minutes: 0,
  legal_breaks: [],
  missing_leave: "leave_open",
  overtime: "never",
  overtime_limit_minutes: 0,
};

export const usualWeek: Draft = {
  name: "",
  rhythm: "weekly",
  days: Array.from({ length: 7 }, (_, day) => (day < 5 ? [usualShift] : [])),
  rules: usualRules,
};

const day = 24;
const hoursOf = (clock: string) => Number(clock.slice(0, 2));
const shifted = (clock: string, hours: number) => `${String(hoursOf(clock) + hours).padStart(2, "0")}${clock.slice(2)}`;
const onTheWall = (clock: string) => (hoursOf(clock) >= day ? shifted(clock, -day) : clock);

/** Each shift begins on its day and lasts for a day at most: the server keeps no other. */
export function draftOf({ name, rhythm, cycle, rules }: Schedule): Draft {
  return { name, rhythm, rules, days: cycle.map((shifts) => shifts.map(draftShift)) };
}

function draftShift({ name, from, to, flexible, core, expected_minutes }: Shift): DraftShift {
  return {
    name,
    from,
    to: onTheWall(to),
    minutes: expected_minutes,
    flexible,
    coreFrom: core ? onTheWall(core.from) : "",
    coreTo: core ? onTheWall(core.to) : "",
  };
}

export function definitionOf({ name, rhythm, days, rules }: Draft): Definition {
  return { name: name.trim(), rhythm, rules, cycle: days.map((shifts) => shifts.map(shiftOf)) };
}

/** Beyond midnight the clock is counted on: 30:00 is 06:00 of the next date. */
function shiftOf({ name, from, to, minutes, flexible, coreFrom, coreTo }: DraftShift): Definition["cycle"][number][number] {
  const after = (clock: string, begin: string) => (clock < begin ? shifted(clock, day) : clock);
  const coreBegin = after(coreFrom, from);
  const coreEnd = coreTo <= coreFrom ? shifted(coreTo, day) : after(coreTo, from);
  return {
    ...(name.trim() && { name: name.trim() }),
    from,
    to: to <= from ? shifted(to, day) : to,
    expected_minutes: minutes,
    flexible,
    ...(flexible && coreFrom && coreTo && { core: { from: coreBegin, to: coreEnd } }),
  };
}

/** The list with one day, shift or law changed; without it where there is no change. */
export function withChanged<Item>(items: readonly Item[], place: number, change: Item | undefined): Item[] {
  return items.flatMap((item, at) => (at !== place ? [item] : change === undefined ? [] : [change]));
}
