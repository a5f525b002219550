import { expect, it } from "vitest";
import { bySite, type Presence } from "./people_in.ts";

function person(name: string, site: string, presence: "in_office" | "present" | "absent") {
  return { employee: { id: name, display_name: name, site_id: site, state: "active", time_zone: "Etc/UTC" }, presence, since: null };
}

const presence = {
  at: "2026-03-27T09:00:00Z",
  counts: { absent: 1, present: 1, in_office: 3 },
  items: [person("Zoë", "a", "in_office"), person("Ann", "a", "in_office"), person("Bo", "b", "in_office"), person("Cy", "a", "present"), person("Di", "b", "absent")],
} as Presence;
const names = new Map([["a", "Harbour"], ["b", "Airport"]]);

it("lists who is in, and nobody else, by site and name", () => {
  const sites = bySite(presence, names, "", "en");
  expect(sites.map(({ name, people }) => [name, people.map(({ employee }) => employee.display_name)])).toEqual([
    ["Airport", ["Bo"]],
    ["Harbour", ["Ann", "Zoë"]],
  ]);
});

it("lists one site alone", () => {
  expect(bySite(presence, names, "b", "en").map(({ name }) => name)).toEqual(["Airport"]);
});
