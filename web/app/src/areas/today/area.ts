import { IconUsers } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "today",
  path: "/today",
  icon: IconUsers,
  needs: ["view_all"],
  order: 1,
  page: lazy(() => import("./page.tsx")),
};
