import type { Schemas } from "@attendsense/client";

type Schedule = Schemas["Schedule"];
type Definition = Schemas["ScheduleDefinition"];

/** One day of the usual week, as a form has it; times as on the wall. */
export interface FormDay {
  works: boolean;
  from: string;
  to: string;
  /** Working time without unpaid breaks, in minutes. */
  minutes: number;
}

export interface FormWeek {
  name: string;
  days: FormDay[];
  graceLate: number;
  graceEarly: number;
}

export const emptyWeek: FormWeek = {
  name: "",
  days: Array.from({ length: 7 }, (_, day) => ({ works: day < 5, from: "09:00", to: "17:30", minutes: 480 })),
  graceLate: 5,
  graceEarly: 0,
};

const nextDay = (clock: string, hours: 24 | -24) => `${String(Number(clock.slice(0, 2)) + hours).padStart(2, "0")}${clock.slice(2)}`;

/** What the form can show of a schedule; null: there is more to it (rosters, several shifts a day, flexible hours). */
export function weekOf({ name, rhythm, cycle, rules }: Schedule): FormWeek | null {
  if (rhythm !== "weekly" || cycle.length !== 7 || cycle.some((shifts) => shifts.length > 1)) return null;
  if (cycle.some(([shift]) => shift !== undefined && (shift.flexible || shift.core !== null || shift.from >= "24:00"))) return null;
  const days = cycle.map(([shift], day) => {
    if (!shift) return { ...(emptyWeek.days[day] as FormDay), works: false };
    return { works: true, from: shift.from, to: shift.to >= "24:00" ? nextDay(shift.to, -24) : shift.to, minutes: shift.expected_minutes };
  });
  return { name, days, graceLate: rules.grace_late_minutes, graceEarly: rules.grace_early_minutes };
}

/** A shift that ends before it begins ends on the next date. Rules that the form does not show stay as they were. */
export function definitionOf({ name, days, graceLate, graceEarly }: FormWeek, was?: Schedule): Definition {
  const cycle = days.map(({ works, from, to, minutes }, day) => {
    if (!works) return [];
    const shiftName = was?.cycle[day]?.[0]?.name;
    return [{ ...(shiftName && { name: shiftName }), from, to: to <= from ? nextDay(to, 24) : to, expected_minutes: minutes }];
  });
  return { name: name.trim(), rhythm: "weekly", cycle, rules: { ...was?.rules, grace_late_minutes: graceLate, grace_early_minutes: graceEarly } };
}
