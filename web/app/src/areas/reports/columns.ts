import type { Schemas } from "@attendsense/client";

export type Report = Schemas["Report"];
export type Kind = Report["report"];
export type Row = Readonly<Record<string, unknown>>;

/** The shape of a value decides how it is written. */
export type Shape = "text" | "name" | "date" | "time" | "duration" | "number" | "state" | "flag" | "yes";

const shapes: Readonly<Record<string, Shape>> = {
  ...{ name: "name", date: "date", from: "date", state: "state", flag: "flag", period_closed: "yes" },
  ...{ first_in: "time", last_out: "time", shift_begin: "time", shift_end: "time", at: "time", begin: "time" },
  ...{ site: "text", schedule: "text", occasion: "text", personnel_number: "text" },
};

export function shapeOf(column: string): Shape {
  return shapes[column] ?? (column.endsWith("_seconds") ? "duration" : "number");
}

const person = ["name", "site"];
const totals = ["days_present", "days_absent", "days_late", "days_early", "worked_seconds", "expected_seconds", "overtime_seconds", "balance_seconds"];

export const columns: Readonly<Record<Kind, readonly string[]>> = {
  people: [...person, ...totals],
  sites: ["site", "people", ...totals],
  days: ["date", ...person, "state", "first_in", "last_out", "worked_seconds", "expected_seconds", "late_seconds", "early_seconds", "balance_seconds"],
  late: ["date", ...person, "schedule", "shift_begin", "first_in", "late_seconds"],
  early: ["date", ...person, "schedule", "shift_end", "last_out", "early_seconds"],
  missing: ["date", ...person, "flag", "at", "first_in", "last_out"],
  overtime: ["date", ...person, "worked_seconds", "expected_seconds", "overtime_seconds", "overtime_not_granted_seconds"],
  balances: ["from", ...person, "expected_seconds", "worked_seconds", "leave_credit_seconds", "overtime_seconds", "balance_seconds", "running_balance_seconds"],
  absences: ["date", ...person, "state", "occasion", "schedule", "expected_seconds"],
  presence: ["date", "begin", "people"],
  payroll: [
    ...["name", "personnel_number", "site", "expected_seconds", "worked_seconds", "overtime_seconds", "leave_unpaid_days"],
    ...["absence_days", "late_minutes", "balance_seconds", "flags_open", "period_closed"],
  ],
};

export const kinds = Object.keys(columns) as Kind[];

export function nameOf(row: Row): string {
  return [row["family_name"], row["given_name"]].filter(Boolean).join(", ");
}

/** One group of bars: a person, a site, a date or an hour. */
export interface Bar {
  key: string;
  values: Readonly<Record<string, number>>;
}

/** What a chart of the report shows; "rows": how many there are. */
const drawn: Readonly<Partial<Record<Kind, readonly [by: string, ...values: string[]]>>> = {
  people: ["name", "worked_seconds", "expected_seconds"],
  sites: ["site", "worked_seconds", "expected_seconds"],
  days: ["date", "worked_seconds", "expected_seconds"],
  late: ["date", "late_seconds"],
  early: ["date", "early_seconds"],
  missing: ["date", "rows"],
  overtime: ["date", "overtime_seconds", "overtime_not_granted_seconds"],
  balances: ["from", "balance_seconds"],
  absences: ["date", "rows"],
  presence: ["begin", "people"],
};

export function barsOf(kind: Kind, rows: readonly Row[]): { by: string; values: readonly string[]; bars: Bar[] } {
  const [by, ...values] = drawn[kind] ?? ["name"];
  const sums = new Map<string, Record<string, number>>();
  for (const row of values.length > 0 ? rows : []) {
    const key = by === "name" ? nameOf(row) : String(row[by]);
    const sum = sums.get(key) ?? {};
    for (const value of values) sum[value] = (sum[value] ?? 0) + (value === "rows" ? 1 : Number(row[value]));
    sums.set(key, sum);
  }
  const bars = [...sums].map(([key, sum]) => ({ key, values: sum }));
  // People and sites come by name, as in the table; times in their own order.
  return { by, values, bars: by === "name" || by === "site" ? bars : bars.sort((left, right) => (left.key < right.key ? -1 : 1)) };
}
