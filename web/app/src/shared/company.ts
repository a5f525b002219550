import { queryOptions } from "@tanstack/react-query";
import { take } from "@attendsense/client";
import { api } from "./session.ts";

/** Its sites, roles and name; they seldom change, and whoever changes them asks again. */
export const company = queryOptions({
  queryKey: ["company"],
  staleTime: 3600_000,
  queryFn: ({ signal }) => take(api.GET("/api/v1/company", { signal })),
});
