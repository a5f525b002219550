import { dateAt } from "../format.ts";
import type { Day } from "./queries.ts";

/** How a day is coloured: by the wall's hour of the first entrance. */
export type Band = 0 | 1 | 2 | 3;

export const bands: readonly Band[] = [0, 1, 2, 3];

export function bandOf(firstIn: string, timeZone: string): Band {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone }).format(new Date(firstIn)));
  if (hour < 8) return 0;
  if (hour < 9) return 1;
  return hour < 10 ? 2 : 3;
}

/** First and last date of a month "2026-03". */
export function datesOf(month: string): { from: string; to: string } {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, "0")}` };
}

export function monthAfter(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function isLate(day: Day): boolean {
  return day.late_seconds > 0 || day.flags.some(({ flag }) => flag === "late");
}

/** 1: Monday … 7: Sunday, with which a week begins there. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language).maximize() as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The weeks of a month as rows of seven; null: a date of another month. */
export function weeksOf(month: string, weekBegins: number): (string | null)[][] {
  const { from, to } = datesOf(month);
  const before = (new Date(`${from}T00:00:00Z`).getUTCDay() - (weekBegins % 7) + 7) % 7;
  const cells: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = 1; day <= Number(to.slice(8)); ++day) cells.push(`${month}-${String(day).padStart(2, "0")}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** The week that a date is in, by its Monday. */
export function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return dateAt("UTC", day);
}

export type Step = "day" | "week" | "month";

export interface Bar {
  from: string;
  worked: number;
  expected: number;
}

/** Seconds worked and expected by day, week or month. */
export function barsOf(days: readonly Day[], step: Step): Bar[] {
  const bars = new Map<string, Bar>();
  for (const day of days) {
    const from = step === "day" ? day.date : step === "week" ? mondayOf(day.date) : `${day.date.slice(0, 7)}-01`;
    const bar = bars.get(from) ?? { from, worked: 0, expected: 0 };
    bar.worked += day.worked_seconds;
    bar.expected += day.expected_seconds;
    bars.set(from, bar);
  }
  return [...bars.values()];
}
