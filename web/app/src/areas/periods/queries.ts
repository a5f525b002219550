import { infiniteQueryOptions } from "@tanstack/react-query";
import { take, type Schemas } from "@attendsense/client";
import { api } from "../../shared/session.ts";

export type Period = Schemas["Period"];
export type Change = Schemas["PeriodChange"];

export const periods = infiniteQueryOptions({
  queryKey: ["periods"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => take(api.GET("/api/v1/periods", { params: { query: { after: pageParam, limit: 50 } }, signal })),
  getNextPageParam: ({ next }) => next ?? undefined,
});

/** A page looks at some people, and may have found nothing of them. */
export function changes(period: string) {
  return infiniteQueryOptions({
    queryKey: ["periods", period, "changes"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { period_id: period }, query: { after: pageParam, limit: 100 } };
      return take(api.GET("/api/v1/periods/{period_id}/changes", { params, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
