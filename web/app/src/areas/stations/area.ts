import { IconDeviceCctv } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "stations",
  path: "/stations",
  icon: IconDeviceCctv,
  needs: ["manage_stations"],
  order: 6,
  page: lazy(() => import("./page.tsx")),
};
