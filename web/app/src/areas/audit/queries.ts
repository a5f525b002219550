import { infiniteQueryOptions } from "@tanstack/react-query";
import { take, type Schemas } from "@attendsense/client";
import { plusDays, moment } from "../../shared/format.ts";
import { api } from "../../shared/session.ts";

export type Entry = Schemas["AuditEntry"];

/** Empty: any. Dates are those of the device, both included. */
export interface Search {
  /** What it was done to: the part of an action before the full stop. */
  kind: string;
  person: string;
  from: string;
  to: string;
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function entries({ kind, person, from, to }: Search) {
  const filter = {
    ...(kind && { action: `${kind}.` }),
    ...(person && { actor: `employee:${person}` }),
    ...(from && { from: moment(from, "00:00", zone) }),
    ...(to && { to: moment(plusDays(to, 1), "00:00", zone) }),
  };
  return infiniteQueryOptions({
    queryKey: ["audit", kind, person, from, to],
    meta: { keep: false }, // it is nobody's to read on a lost device
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      take(api.GET("/api/v1/audit", { params: { query: { order: "newest", limit: 100, after: pageParam, ...filter } }, signal })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
