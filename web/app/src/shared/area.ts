import type { ComponentType, LazyExoticComponent } from "react";
import type { Schemas } from "@attendsense/client";

export type Permission = Schemas["Permission"];

/** One part of the app: a folder in `areas/` whose `area.ts` exports this. Its texts are the namespace `id`. */
export interface Area {
  id: string;
  /** Where it lives: "/today". Everything below that address is its own. */
  path: string;
  icon: ComponentType<{ size?: number | string; "aria-hidden"?: boolean }>;
  /** Who sees it: whoever has one of these. */
  needs: readonly Permission[];
  /** Its place among the others, from 0. On a phone the first four are in the bar, the rest behind "More". */
  order: number;
  page: LazyExoticComponent<ComponentType>;
}
