import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { take, type Schemas } from "@attendsense/client";
import { api } from "../../shared/session.ts";

export type Leave = Schemas["Leave"];
export type State = Schemas["LeaveState"];

/** Everybody's for whoever decides, one's own for anybody else; the server knows which. Empty: any. */
export function leaves(state: State | "") {
  return infiniteQueryOptions({
    queryKey: ["leaves", state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => take(api.GET("/api/v1/leaves", { params: { query: { after: pageParam, limit: 50, ...(state && { state }) } }, signal })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export const kinds = queryOptions({
  queryKey: ["leave kinds"],
  queryFn: async ({ signal }) => (await take(api.GET("/api/v1/leave-kinds", { signal }))).items.filter(({ active }) => active),
});
