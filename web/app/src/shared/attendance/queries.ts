import { queryOptions } from "@tanstack/react-query";
import { take, type Schemas } from "@attendsense/client";
import { api } from "../session.ts";

export type Day = Schemas["DayFigures"];

/** The days of one person, both ends included; at most 366. */
export function daysOf(employee: string, from: string, to: string) {
  return queryOptions({
    queryKey: ["attendance", employee, from, to],
    queryFn: ({ signal }) =>
      take(
        api.GET("/api/v1/attendance/employees/{employee_id}", {
          params: { path: { employee_id: employee }, query: { from, to } },
          signal,
        }),
      ),
  });
}

/** The zone of the person's site, in which their days are reckoned. Kept for long: sites seldom move. */
export function zoneOf(employee: string) {
  const today = new Date().toISOString().slice(0, 10);
  return queryOptions({
    queryKey: ["zone", employee],
    staleTime: 24 * 3600_000,
    queryFn: async ({ signal }) => {
      const params = { path: { employee_id: employee }, query: { from: today, to: today } };
      const days = await take(api.GET("/api/v1/attendance/employees/{employee_id}", { params, signal }));
      return days.employee.time_zone;
    },
  });
}
