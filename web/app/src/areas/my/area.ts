import { IconCalendarUser } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "my",
  path: "/my",
  icon: IconCalendarUser,
  needs: ["view_own"],
  order: 0,
  page: lazy(() => import("./page.tsx")),
};
