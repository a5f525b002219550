import { ActionIcon, Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAt, dateInWords } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { company } from "../../shared/company.ts";
import { assignments } from "./queries.ts";

type Assignment = Schemas["Assignment"];
type Schedule = Schemas["Schedule"];

/** Who follows which schedule. What is about a person goes before what is about a role, and that before what is about a site. */
export function Assignments({ schedules }: { schedules: readonly Schedule[] }) {
  const { t } = useTranslation("settings");
  const query = useQuery(assignments);
  return (
    <Stack component="section" aria-label={t("assignments")}>
      <Title order={2} size="h5">
        {t("assignments")}
      </Title>
      <Text size="sm">{t("assignments.why")}</Text>
      <Loaded query={query} lines={4}>
        {(items) => (
          <Paper withBorder>
            {items.length === 0 && <Text p="md">{t("assignments.none")}</Text>}
            <ul className="plain">
              {items.map((item) => (
                <Line key={item.id} assignment={item} schedule={schedules.find(({ id }) => id === item.schedule_id)?.name ?? "–"} />
              ))}
            </ul>
          </Paper>
        )}
      </Loaded>
      {schedules.length > 0 && <New schedules={schedules} />}
    </Stack>
  );
}

function useAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: assignments.queryKey });
}

function Line({ assignment, schedule }: { assignment: Assignment; schedule: string }) {
  const { t } = useTranslation("settings");
  const known = useQuery(company).data;
  const again = useAgain();
  const { id, employee_id, role_id, site_id, from, until } = assignment;
  const person = useQuery({
    queryKey: ["called", "employee", employee_id],
    enabled: employee_id !== undefined,
    queryFn: ({ signal }) => take(api.GET("/api/v1/employees/{employee_id}", { params: { path: { employee_id: employee_id ?? "" } }, signal })).then(({ display_name }) => display_name),
  });
  const remove = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/assignments/{assignment_id}", { params: { path: { assignment_id: id } }, headers: once() })),
    onSuccess: again,
  });
  const role = known?.roles.find((each) => each.id === role_id)?.name;
  const site = known?.sites.find((each) => each.id === site_id)?.name;
  const whom = person.data ?? (role ? `${t("role")}: ${role}` : `${t("site")}: ${site ?? "–"}`);
  return (
    <Group component="li" justify="space-between" px="md" py={8} wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {schedule}: {whom}
        </Text>
        <Text size="sm" c="dimmed">
          {dateInWords(from, "medium")} – {until ? dateInWords(until, "medium") : t("assignments.open")}
        </Text>
        {remove.isError && <ProblemNotice error={remove.error} />}
      </div>
      <ActionIcon variant="default" size={36} aria-label={t("assignments.remove", { name: `${schedule}: ${whom}` })} loading={remove.isPending} onClick={() => remove.mutate()}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function New({ schedules }: { schedules: readonly Schedule[] }) {
  const { t } = useTranslation("settings");
  const known = useQuery(company).data;
  const again = useAgain();
  const [schedule_id, setSchedule] = useState(schedules[0]?.id ?? "");
  const [kind, setKind] = useState<"site" | "role" | "employee">("site");
  const [chosen, setChosen] = useState("");
  const [from, setFrom] = useState(dateAt(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const [until, setUntil] = useState("");
  const groups = (kind === "site" ? known?.sites : known?.roles) ?? [];
  const whom = chosen || (kind === "employee" ? "" : (groups[0]?.id ?? ""));
  const add = useMutation({
    mutationFn: () => {
      // One of the three: the contract's type says so in a way that a computed name cannot.
      const body = { schedule_id, from, ...(until && { until }), [`${kind}_id`]: whom } as Schemas["NewAssignment"];
      return take(api.POST("/api/v1/assignments", { body, headers: once() }));
    },
    onSuccess: again,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={t("assignments.new")}>
        <Text fw={600}>{t("assignments.new")}</Text>
        <Group grow align="end">
          <NativeSelect label={t("schedule")} value={schedule_id} onChange={(event) => setSchedule(event.currentTarget.value)} data={schedules.map(({ id, name }) => ({ value: id, label: name }))} />
          <NativeSelect
            label={t("assignments.for")}
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value as typeof kind);
              setChosen("");
            }}
            data={(["site", "role", "employee"] as const).map((value) => ({ value, label: t(value) }))}
          />
          {kind === "employee" ? (
            <PersonChoice all={t("employee")} employee={chosen} onEmployee={setChosen} />
          ) : (
            <NativeSelect label={t(kind)} value={whom} onChange={(event) => setChosen(event.currentTarget.value)} data={groups.map(({ id, name }) => ({ value: id, label: name }))} />
          )}
        </Group>
        <Group grow>
          <TextInput type="date" label={t("assignments.from")} required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t("assignments.until")} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        </Group>
        {add.isError && <ProblemNotice error={add.error} />}
        <Group>
          <Button type="submit" loading={add.isPending} disabled={whom === "" || schedule_id === ""}>
            {t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
