import { IconUrgent } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "evacuation",
  path: "/evacuation",
  icon: IconUrgent,
  needs: ["view_all"],
  order: 4,
  page: lazy(() => import("./page.tsx")),
};
