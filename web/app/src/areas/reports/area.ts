import { IconReportAnalytics } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "reports",
  path: "/reports",
  icon: IconReportAnalytics,
  needs: ["view_all"],
  order: 5,
  page: lazy(() => import("./page.tsx")),
};
