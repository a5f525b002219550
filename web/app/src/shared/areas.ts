import type { Area, Permission } from "./area.ts";

const found = import.meta.glob<{ area: Area }>("../areas/*/area.ts", { eager: true });

export const allAreas: readonly Area[] = Object.values(found)
  .map((module) => module.area)
  .sort((left, right) => left.order - right.order);

export function areasFor(permissions: readonly Permission[]): Area[] {
  return allAreas.filter((area) => area.needs === null || permissions.includes(area.needs));
}
