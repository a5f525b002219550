import type { Schemas } from "@attendsense/client";
import { dateAt } from "../../shared/format.ts";

/** Of a file of people, imported and exported (docs/attendance.md): what was exported can be imported again and changes nothing. */
export const columns = ["email", "given_name", "family_name", "honorific", "role", "site", "personnel_number", "state", "hired_at", "left_at"] as const;

interface Site {
  id: string;
  name: string;
  time_zone: string;
}

/** As the server's importer and its own files have it: what a spreadsheet takes for a formula begins with an apostrophe. */
export function cellOf(text: string): string {
  const guarded = /^'* *[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[";,\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export function linesOf(people: readonly Schemas["Employee"][], sites: readonly Site[]): string {
  const lines = people.map((person) => {
    const site = sites.find(({ id }) => id === person.site_id);
    const zone = site?.time_zone ?? "UTC";
    const date = (time: string | null, last: boolean) => (time === null ? "" : dateAt(zone, new Date(Date.parse(time) - (last ? 1 : 0))));
    const { email, given_name, family_name, honorific, role, personnel_number, state, hired_at, left_at } = person;
    return [email, given_name, family_name, honorific, role.name, site?.name ?? "", personnel_number, state, date(hired_at, false), date(left_at, true)];
  });
  return [columns, ...lines].map((cells) => `${cells.map(cellOf).join(";")}\r\n`).join("");
}
