import { queryOptions } from "@tanstack/react-query";
import { allItems, take, takeTagged } from "@attendsense/client";
import { api } from "../../shared/session.ts";

/** With the tag that a change of it carries. */
export const policy = queryOptions({
  queryKey: ["policy"],
  queryFn: ({ signal }) => takeTagged(api.GET("/api/v1/company/policy", { signal })),
});

export const taggedCompany = queryOptions({
  queryKey: ["company", "tagged"],
  queryFn: ({ signal }) => takeTagged(api.GET("/api/v1/company", { signal })),
});

export const leaveKinds = queryOptions({
  queryKey: ["leave kinds"],
  queryFn: ({ signal }) => take(api.GET("/api/v1/leave-kinds", { signal })),
});

export function holidaysOf(year: number) {
  return queryOptions({
    queryKey: ["holidays", year],
    queryFn: ({ signal }) =>
      allItems((after) => take(api.GET("/api/v1/holidays", { params: { query: { from: `${year}-01-01`, to: `${year}-12-31`, after, limit: 500 } }, signal }))),
  });
}

export const schedules = queryOptions({
  queryKey: ["schedules", "all"],
  queryFn: ({ signal }) => allItems((after) => take(api.GET("/api/v1/schedules", { params: { query: { after, limit: 500 } }, signal }))),
});

export const assignments = queryOptions({
  queryKey: ["assignments"],
  queryFn: ({ signal }) => allItems((after) => take(api.GET("/api/v1/assignments", { params: { query: { after, limit: 500 } }, signal }))),
});

export const webhooks = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => take(api.GET("/api/v1/webhooks", { signal })),
});

/** With the tag that a change of it carries. */
export function webhookOf(webhook_id: string) {
  return queryOptions({
    queryKey: ["webhooks", webhook_id],
    queryFn: ({ signal }) => takeTagged(api.GET("/api/v1/webhooks/{webhook_id}", { params: { path: { webhook_id } }, signal })),
  });
}

const logLength = 20;

/** The latest; looked at again as long as one is on its way. */
export function deliveriesOf(webhook_id: string) {
  return queryOptions({
    queryKey: ["webhooks", webhook_id, "deliveries"],
    queryFn: ({ signal }) => take(api.GET("/api/v1/webhooks/{webhook_id}/deliveries", { params: { path: { webhook_id }, query: { limit: logLength } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some((delivery) => delivery.state === "waiting") ? 3000 : false),
  });
}
