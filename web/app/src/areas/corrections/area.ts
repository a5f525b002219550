import { IconEditCircle } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "corrections",
  path: "/corrections",
  icon: IconEditCircle,
  needs: ["view_own", "approve_requests"],
  order: 3,
  page: lazy(() => import("./page.tsx")),
};
