import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { take } from "@attendsense/client";
import { followLink } from "../../shared/follow_link.ts";
import { api } from "../../shared/session.ts";
import type { Kind, Report } from "./columns.ts";
import type { Range } from "./spans.ts";

/** Whose figures; empty: everybody's. */
export interface Who {
  site_id: string;
  role_id: string;
  schedule_id: string;
  employee_id: string;
}

function given(who: Who): Partial<Who> {
  return Object.fromEntries(Object.entries(who).filter(([, id]) => id !== ""));
}

export function reportOf(report: Kind, range: Range, who: Who) {
  return infiniteQueryOptions({
    queryKey: ["report", report, range, who],
    meta: { keep: false }, // too much for a device
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...range, ...given(who), after: pageParam, limit: 500 };
      // Without a format it is a page, never the text of a file.
      return (await take(api.GET("/api/v1/reports/{report}", { params: { path: { report }, query }, signal }))) as Report;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function download(report: Kind, range: Range, who: Who, format: "csv" | "xlsx"): Promise<void> {
  const query = { ...range, ...given(who) };
  const small = () => take(api.GET("/api/v1/reports/{report}", { params: { path: { report }, query: { ...query, limit: 1 } } }));
  return followLink(`/api/v1/reports/${report}?${new URLSearchParams({ ...query, format }).toString()}`, small);
}

export const schedules = queryOptions({
  queryKey: ["schedules", "names"],
  staleTime: 3600_000,
  queryFn: ({ signal }) => take(api.GET("/api/v1/schedules", { params: { query: { limit: 500 } }, signal })),
});
