import type { Schemas } from "@attendsense/client";

export type Presence = Schemas["PresenceNow"];
export type PersonIn = Presence["items"][number];

export interface SiteIn {
  id: string;
  name: string;
  people: PersonIn[];
}

/** Who is in, by site and then by name; sites where nobody is are left out. */
export function bySite(presence: Presence, names: ReadonlyMap<string, string>, only: string, language: string): SiteIn[] {
  const order = new Intl.Collator(language);
  const sites = new Map<string, SiteIn>();
  for (const item of presence.items) {
    const id = item.employee.site_id;
    if (item.presence !== "in_office" || (only !== "" && id !== only)) continue;
    const site = sites.get(id) ?? { id, name: names.get(id) ?? "", people: [] };
    site.people.push(item);
    sites.set(id, site);
  }
  const inOrder = [...sites.values()].sort((left, right) => order.compare(left.name, right.name));
  for (const site of inOrder) site.people.sort((left, right) => order.compare(left.employee.display_name, right.employee.display_name));
  return inOrder;
}
