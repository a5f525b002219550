import { IconListSearch } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "audit",
  path: "/audit",
  icon: IconListSearch,
  needs: ["manage_company"],
  order: 8,
  page: lazy(() => import("./page.tsx")),
};
