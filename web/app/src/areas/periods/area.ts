import { IconLock } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "periods",
  path: "/periods",
  icon: IconLock,
  needs: ["close_periods"],
  order: 5.5,
  page: lazy(() => import("./page.tsx")),
};
