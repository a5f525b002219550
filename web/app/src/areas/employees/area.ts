import { IconId } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "employees",
  path: "/employees",
  icon: IconId,
  needs: ["manage_employees"],
  order: 2,
  page: lazy(() => import("./page.tsx")),
};
