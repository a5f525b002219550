import { useQuery } from "@tanstack/react-query";
import { company } from "../../shared/company.ts";

/** The zone of a site; where it names none, that of the first. */
export function useZones(): (site: string | null) => string {
  const sites = useQuery(company).data?.sites ?? [];
  return (site) => (sites.find(({ id }) => id === site) ?? sites[0])?.time_zone ?? "UTC";
}
