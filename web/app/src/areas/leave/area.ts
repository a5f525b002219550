import { IconBeach } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "leave",
  path: "/leave",
  icon: IconBeach,
  needs: ["view_own", "approve_requests"],
  order: 3.5,
  page: lazy(() => import("./page.tsx")),
};
