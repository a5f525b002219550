import { plusDays } from "../../shared/format.ts";

export const spans = ["day", "week", "month", "range"] as const;
export type Span = (typeof spans)[number];

/** Calendar dates, both included. */
export interface Range {
  from: string;
  to: string;
}

const mostDates = 366;
const isDate = /^\d{4}-\d{2}-\d{2}$/;

/** The day, the week from Monday or the month that holds the date. */
export function rangeOf(span: Exclude<Span, "range">, date: string): Range {
  if (span === "day") return { from: date, to: date };
  if (span === "week") {
    const from = plusDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { from, to: plusDays(from, 6) };
  }
  const from = `${date.slice(0, 7)}-01`;
  return { from, to: plusDays(`${plusDays(from, 31).slice(0, 7)}-01`, -1) };
}

/** The one before or after; a range moves by its own length. */
export function moved(span: Span, { from, to }: Range, by: 1 | -1): Range {
  if (span !== "range") return rangeOf(span, by > 0 ? plusDays(to, 1) : plusDays(from, -1));
  const length = datesIn({ from, to });
  return { from: plusDays(from, by * length), to: plusDays(to, by * length) };
}

export function datesIn({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** What is wrong with it; null: nothing. Hours of presence are told of 92 dates at most, all else of 366. */
export function wrongWith(range: Range, most: number = mostDates): "order" | "long" | null {
  if (!isDate.test(range.from) || !isDate.test(range.to) || range.from > range.to) return "order";
  return datesIn(range) > most ? "long" : null;
}
