import { ActionIcon, Alert, Button, FileButton, Group, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { IconCalendarPlus, IconChevronLeft, IconChevronRight, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateInWords } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { company } from "../../shared/company.ts";
import { holidaysOf } from "./queries.ts";

type Holiday = Schemas["Holiday"];

const kinds = ["public_holiday", "closed"] as const;
const parts = ["whole", "first_half", "second_half"] as const;

export default function Holidays() {
  const { t } = useTranslation("settings");
  const [year, setYear] = useState(new Date().getFullYear());
  const query = useQuery(holidaysOf(year));
  const sites = useQuery(company).data?.sites ?? [];
  return (
    <Stack>
      <Text size="sm">{t("holidays.why")}</Text>
      <Group justify="space-between">
        <Group gap="xs">
          <ActionIcon variant="default" size={36} aria-label={t("year.previous")} onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <Text fw={600} className="numbers">
            {year}
          </Text>
          <ActionIcon variant="default" size={36} aria-label={t("year.next")} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Loaded query={query} lines={6}>
        {(items) => (
          <Paper withBorder>
            {items.length === 0 && <Text p="md">{t("holidays.none")}</Text>}
            <ul className="plain">
              {items.map((holiday) => (
                <Line key={holiday.id} holiday={holiday} site={sites.find(({ id }) => id === holiday.site_id)?.name ?? t("all.sites")} />
              ))}
            </ul>
          </Paper>
        )}
      </Loaded>
      <New year={year} sites={sites} />
      <FromFile year={year} />
    </Stack>
  );
}

function useAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["holidays"] });
}

function Line({ holiday, site }: { holiday: Holiday; site: string }) {
  const { t } = useTranslation("settings");
  const again = useAgain();
  const remove = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/holidays/{holiday_id}", { params: { path: { holiday_id: holiday.id } }, headers: once() })),
    onSuccess: again,
  });
  const about = [t(`holiday.${holiday.kind}`), holiday.part === "whole" ? "" : t(`part.${holiday.part}`), site].filter(Boolean).join(" · ");
  return (
    <Group component="li" justify="space-between" px="md" py={8} wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {dateInWords(holiday.date)}: {holiday.name}
        </Text>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        {remove.isError && <ProblemNotice error={remove.error} />}
      </div>
      <ActionIcon variant="default" size={36} aria-label={t("holiday.remove", { name: holiday.name })} loading={remove.isPending} onClick={() => remove.mutate()}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function New({ year, sites }: { year: number; sites: readonly Schemas["Site"][] }) {
  const { t } = useTranslation("settings");
  const again = useAgain();
  const empty = { date: `${year}-01-01`, name: "", kind: "public_holiday", part: "whole", site_id: "" };
  const [given, setGiven] = useState(empty);
  const add = useMutation({
    mutationFn: () => {
      const { site_id, kind, part, ...rest } = given;
      const body = { ...rest, kind: kind as Holiday["kind"], part: part as Holiday["part"], ...(site_id && { site_id }) };
      return take(api.POST("/api/v1/holidays", { body, headers: once() }));
    },
    onSuccess: () => {
      setGiven({ ...given, name: "" });
      return again();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const field = (name: keyof typeof empty) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [name]: event.currentTarget.value }),
  });
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={t("holidays.new")}>
        <Text fw={600}>{t("holidays.new")}</Text>
        <Group grow>
          <TextInput type="date" label={t("date")} required {...field("date")} />
          <TextInput label={t("name")} required maxLength={200} {...field("name")} />
        </Group>
        <Group grow>
          <NativeSelect label={t("holiday.kind")} {...field("kind")} data={kinds.map((value) => ({ value, label: t(`holiday.${value}`) }))} />
          <NativeSelect label={t("part")} {...field("part")} data={parts.map((value) => ({ value, label: t(`part.${value}`) }))} />
          <NativeSelect label={t("site")} {...field("site_id")} data={[{ value: "", label: t("all.sites") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]} />
        </Group>
        {add.isError && <ProblemNotice error={add.error} />}
        <Group>
          <Button type="submit" loading={add.isPending}>
            {t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** The whole days of a calendar file, as states and schools publish them; what is there already stays. */
function FromFile({ year }: { year: number }) {
  const { t } = useTranslation("settings");
  const again = useAgain();
  const load = useMutation({
    mutationFn: async (file: File) => {
      const query = { from: `${year}-01-01`, to: `${year}-12-31` };
      const options = { params: { query }, headers: { "Content-Type": "text/calendar" as const, ...once() }, bodySerializer: (body: unknown) => body as BodyInit };
      return take(api.POST("/api/v1/holidays/import", { ...options, body: await file.text() }));
    },
    onSuccess: again,
  });
  return (
    <Paper withBorder p="md">
      <Stack>
        <Text size="sm">{t("holidays.file", { year })}</Text>
        <Group>
          <FileButton accept=".ics,text/calendar" onChange={(file) => file && load.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconCalendarPlus size={16} aria-hidden />} loading={load.isPending}>
                {t("holidays.choose")}
              </Button>
            )}
          </FileButton>
        </Group>
        {load.isError && <ProblemNotice error={load.error} />}
        {load.data && (
          <Alert role="status" color="green">
            {t("holidays.loaded", { added: load.data.added.length, known: load.data.known.length, skipped: load.data.skipped.length })}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
