import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { api } from "./session.ts";

function peopleCalled(search: string) {
  return queryOptions({
    queryKey: ["people called", search],
    queryFn: ({ signal }) => take(api.GET("/api/v1/employees", { params: { query: { limit: 20, ...(search && { search }) } }, signal })),
  });
}

interface Props {
  /** What stands there while nobody is chosen. */
  all: string;
  /** An id; empty: nobody in particular. */
  employee: string;
  onEmployee: (id: string) => void;
  /** What the one is called who is chosen from the beginning. */
  called?: string;
  /** Whether `all` stands above it as well. */
  labelled?: boolean;
}

/** One of the employees, found by typing. */
export function PersonChoice({ all, employee, onEmployee, called = "", labelled = false }: Props) {
  const { t } = useTranslation("shared");
  const [typed, setTyped] = useState("");
  const [name, setName] = useState(called); // of the one who is chosen, whom a later search may not find
  const [search] = useDebouncedValue(typed === name ? "" : typed, 200);
  const found = useQuery({ ...peopleCalled(search), placeholderData: keepPreviousData }).data?.items ?? [];
  const data = found.map(({ id, display_name }) => ({ value: id, label: display_name }));
  const chosen = employee !== "" && !data.some(({ value }) => value === employee) ? [{ value: employee, label: name }] : [];
  return (
    <Select
      {...(labelled ? { label: all } : { "aria-label": all })}
      placeholder={all}
      flex="1 1 160px"
      searchable
      clearable
      clearButtonProps={{ "aria-label": all }}
      nothingFoundMessage={t("nobody")}
      data={[...chosen, ...data]}
      filter={({ options }) => options}
      value={employee || null}
      onSearchChange={setTyped}
      onChange={(id, option) => {
        setName(id === null ? "" : option.label);
        onEmployee(id ?? "");
      }}
    />
  );
}
