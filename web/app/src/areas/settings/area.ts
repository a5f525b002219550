import { IconSettings } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "settings",
  path: "/settings",
  icon: IconSettings,
  needs: ["manage_company", "manage_schedules"],
  order: 7,
  page: lazy(() => import("./page.tsx")),
};
