import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { take, type Schemas } from "@attendsense/client";
import { moment, plusDays } from "../../shared/format.ts";
import { api } from "../../shared/session.ts";
import { here } from "../../shared/zones.ts";

export type Sighting = Schemas["Sighting"];
export type Review = "open" | "decided";

/** Empty: any. Dates are those of the device, both included. */
export interface Search {
  review: Review;
  station: string;
  from: string;
  to: string;
}

export function sightings({ review, station, from, to }: Search) {
  const filter = {
    review,
    ...(station && { station_id: station }),
    ...(from && { from: moment(from, "00:00", here) }),
    ...(to && { to: moment(plusDays(to, 1), "00:00", here) }),
  };
  return infiniteQueryOptions({
    queryKey: ["sightings", review, station, from, to],
    meta: { keep: false }, // who was seen is nobody's to read on a lost device
    refetchInterval: 60_000,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => take(api.GET("/api/v1/sightings", { params: { query: { limit: 30, after: pageParam, ...filter } }, signal })),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export const stations = queryOptions({
  queryKey: ["stations"],
  queryFn: ({ signal }) => take(api.GET("/api/v1/stations", { signal })),
});

/** The picture of a face; only ever in this page's memory. */
export function crop(sighting: string) {
  return queryOptions({
    queryKey: ["crop", sighting],
    meta: { keep: false },
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async ({ signal }): Promise<Blob> => {
      const params = { path: { sighting_id: sighting } };
      return await take(api.GET("/api/v1/sightings/{sighting_id}/crop", { params, parseAs: "blob", signal }));
    },
  });
}
