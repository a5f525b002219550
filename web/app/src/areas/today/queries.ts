import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { take } from "@attendsense/client";
import { useLiveChanges } from "../../shared/live.ts";
import { api } from "../../shared/session.ts";
import { withPerson, type Day } from "./day.ts";

export function dayOf(date: string) {
  return queryOptions({
    queryKey: ["day", date],
    queryFn: ({ signal }) => take(api.GET("/api/v1/attendance/days/{date}", { params: { path: { date } }, signal })),
  });
}

// So many people are read one by one; more, and the whole day is read again.
const mostAlone = 10;
const gather = 250;

/** Every punch brings the figures of its person up to date, without reading those of everybody else again. */
export function useLiveDay(date: string): void {
  const client = useQueryClient();
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const bring = useCallback(async () => {
    timer.current = undefined;
    const people = [...waiting.current];
    waiting.current.clear();
    const key = dayOf(date).queryKey;
    if (people.length > mostAlone) return client.invalidateQueries({ queryKey: key });
    const read = people.map(async (employee_id) => {
      const params = { path: { employee_id }, query: { from: date, to: date } };
      const { days } = await take(api.GET("/api/v1/attendance/employees/{employee_id}", { params }));
      const figures = days[0];
      if (figures) client.setQueryData<Day>(key, (day) => day && withPerson(day, employee_id, figures));
    });
    const done = await Promise.allSettled(read);
    if (done.some(({ status }) => status === "rejected")) await client.invalidateQueries({ queryKey: key });
  }, [client, date]);
  useEffect(() => () => clearTimeout(timer.current), [bring]);
  useLiveChanges(({ employee_id }) => {
    waiting.current.add(employee_id);
    timer.current ??= setTimeout(() => void bring(), gather);
  });
}
