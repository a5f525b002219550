import type { Schemas } from "@attendsense/client";

export type Day = Schemas["Day"];
export type Row = Day["items"][number];
export type Sort = "name" | "first" | "last";
/** A state of a day, or one of the two that are no state of their own. */
export type Filter = "all" | "late" | Schemas["DayState"];

export interface Choice {
  search: string;
  filter: Filter;
  sort: Sort;
}

export function isLate({ day }: Row): boolean {
  return day.late_seconds > 0 || day.flags.some(({ flag }) => flag === "late");
}

/** The last time somebody was seen to come or go that day. */
export function lastMovement({ day }: Row): string | null {
  const stay = day.stays.at(-1);
  return stay?.out ?? stay?.in ?? null;
}

export interface Counts {
  in_office: number;
  present: number;
  absent: number;
  late: number;
}

/** Present: whoever was there that day, and so whoever is in the office as well. */
export function countsOf(rows: readonly Row[]): Counts {
  const counts: Counts = { in_office: 0, present: 0, absent: 0, late: 0 };
  for (const row of rows) {
    const { state } = row.day;
    if (state === "in_office") counts.in_office += 1;
    if (state === "in_office" || state === "present") counts.present += 1;
    if (state === "absent") counts.absent += 1;
    if (isLate(row)) counts.late += 1;
  }
  return counts;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Those who fit, in order. Accents and case do not matter; times that are missing come last. */
export function chosen(rows: readonly Row[], { search, filter, sort }: Choice, language: string): Row[] {
  const wanted = plain(search.trim());
  const fits = (row: Row) =>
    (filter === "all" || (filter === "late" ? isLate(row) : row.day.state === filter)) &&
    (wanted === "" || plain(row.employee.display_name).includes(wanted));
  const names = new Intl.Collator(language);
  const byName = (left: Row, right: Row) => names.compare(left.employee.display_name, right.employee.display_name);
  const byTime = (time: (row: Row) => string | null, sign: number) => (left: Row, right: Row) => {
    const [a, b] = [time(left), time(right)];
    if (a === b) return byName(left, right);
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -sign : sign;
  };
  const orders = { name: byName, first: byTime((row) => row.day.first_in, 1), last: byTime(lastMovement, -1) };
  return rows.filter(fits).sort(orders[sort]);
}

/** The same day with one person's figures replaced. */
export function withPerson(day: Day, employee: string, figures: Row["day"]): Day {
  return { ...day, items: day.items.map((row) => (row.employee.id === employee ? { ...row, day: figures } : row)) };
}
