/** What actions begin with, in the order in which they are offered. */
export const kinds = [
  "employee", "photo", "consent", "session", "password", "second_factor", "punch", "sighting", "correction", "leave", "leave_kind", "overtime", "period",
  "policy", "company", "site", "role", "schedule", "schedules", "assignment", "holiday", "station", "webhook",
] as const;

/** "employee.create" is of the kind "employee"; the verb is "create". */
export function partsOf(action: string): { kind: string; verb: string } {
  const stop = action.indexOf(".");
  return stop < 0 ? { kind: action, verb: "" } : { kind: action.slice(0, stop), verb: action.slice(stop + 1) };
}

/** "fields: email role · site: …"; what is an id of many signs says little to a reader and is shortened to its end. */
export function detailsOf(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== "" && value !== null)
    .map(([name, value]) => `${name.replaceAll("_", " ")}: ${short(typeof value === "string" ? value : JSON.stringify(value))}`)
    .join(" · ");
}

function short(text: string): string {
  return text.replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})\b/g, "…$1");
}
