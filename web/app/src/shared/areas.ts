import { useTranslation } from "react-i18next";
import type { Area, Permission } from "./area.ts";

const found = import.meta.glob<{ area: Area }>("../areas/*/area.ts", { eager: true });

export const allAreas: readonly Area[] = Object.values(found)
  .map((module) => module.area)
  .sort((left, right) => left.order - right.order);

export function areasFor(permissions: readonly Permission[]): Area[] {
  return allAreas.filter((area) => area.needs.some((permission) => permissions.includes(permission)));
}

// Only that text of each, which is needed at once; the others come with the area. (The query makes it a module of its own.)
const names = import.meta.glob<string>("../areas/*/texts/*.json", { eager: true, import: "area", query: "?name" });

/** What the areas are called. */
export function useAreaNames(): (area: Area) => string {
  const { i18n } = useTranslation("shared");
  return ({ id }) => names[`../areas/${id}/texts/${i18n.language}.json`] ?? id;
}
