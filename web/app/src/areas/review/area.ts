import { IconEyeQuestion } from "@tabler/icons-react";
import { lazy } from "react";
import type { Area } from "../../shared/area.ts";

export const area: Area = {
  id: "review",
  path: "/review",
  icon: IconEyeQuestion,
  needs: ["view_all"],
  order: 4.5,
  page: lazy(() => import("./page.tsx")),
};
