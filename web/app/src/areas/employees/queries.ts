import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { take, takeTagged, type Schemas } from "@attendsense/client";
import { api } from "../../shared/session.ts";

export type Employee = Schemas["Employee"];
export type State = Schemas["EmployeeState"];

export function employees(search: string, state: State | "") {
  return infiniteQueryOptions({
    queryKey: ["employees", search, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { after: pageParam, limit: 100, ...(search && { search }), ...(state && { state }) };
      return take(api.GET("/api/v1/employees", { params: { query }, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** With the tag that a change of it carries. */
export function employeeOf(id: string) {
  return queryOptions({
    queryKey: ["employee", id],
    queryFn: ({ signal }) => takeTagged(api.GET("/api/v1/employees/{employee_id}", { params: { path: { employee_id: id } }, signal })),
  });
}
