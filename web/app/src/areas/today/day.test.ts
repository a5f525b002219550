import { expect, it } from "vitest";
import { chosen, countsOf, withPerson, type Row } from "./day.ts";

function row(name: string, state: Row["day"]["state"], first: string | null, late = 0): Row {
  const stays = first ? [{ in: first, out: null, current: true }] : [];
  return { employee: { id: name, display_name: name }, day: { state, first_in: first, late_seconds: late, stays, flags: [] } } as unknown as Row;
}

const rows = [row("Zoë Ångström", "in_office", "2026-03-27T08:00:00Z"), row("Bo Berg", "absent", null), row("Émile Zola", "present", "2026-03-27T09:10:00Z", 600)];
const names = (some: Row[]) => some.map(({ employee }) => employee.display_name);
const all = { search: "", filter: "all", sort: "name" } as const;

it("who is in the office is present as well", () => {
  expect(countsOf(rows)).toEqual({ in_office: 1, present: 2, absent: 1, late: 1 });
});

it("a search minds neither accents nor case", () => {
  expect(names(chosen(rows, { ...all, search: " emile Z" }, "en"))).toEqual(["Émile Zola"]);
  expect(names(chosen(rows, { ...all, search: "ANGS" }, "en"))).toEqual(["Zoë Ångström"]);
});

it("who never came is at the end, whichever time is sorted by", () => {
  expect(names(chosen(rows, { ...all, sort: "first" }, "en"))).toEqual(["Zoë Ångström", "Émile Zola", "Bo Berg"]);
  expect(names(chosen(rows, { ...all, sort: "last" }, "en"))).toEqual(["Émile Zola", "Zoë Ångström", "Bo Berg"]);
  expect(names(chosen(rows, { ...all, filter: "late" }, "en"))).toEqual(["Émile Zola"]);
});

it("one person's figures are replaced, and nobody else's", () => {
  const day = withPerson({ date: "2026-03-27", items: rows }, "Bo Berg", rows[0]!.day);
  expect(day.items.map((item) => item.day.state)).toEqual(["in_office", "in_office", "present"]);
});
