import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import { SchedulePreview } from "./schedule_preview.tsx";
import { definitionOf, emptyWeek, weekOf, type FormDay } from "./week.ts";

interface Props {
  schedule: Schemas["Schedule"] | undefined;
  onDone: () => void;
}

/** The usual week: one shift a day. Rosters and more come by the interface or from a file. */
export function ScheduleForm({ schedule, onDone }: Props) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const sees = useMe().role.permissions.includes("view_all");
  const [given, setGiven] = useState((schedule && weekOf(schedule)) ?? emptyWeek);
  const save = useMutation({
    mutationFn: () => {
      const body = definitionOf(given, schedule);
      if (!schedule) return take(api.POST("/api/v1/schedules", { body, headers: once() }));
      return take(api.PUT("/api/v1/schedules/{schedule_id}", { params: { path: { schedule_id: schedule.id } }, body, headers: once() }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["schedules"] });
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const setDay = (place: number, change: Partial<FormDay>) =>
    setGiven({ ...given, days: given.days.map((day, index) => (index === place ? { ...day, ...change } : day)) });
  const grace = (name: "graceLate" | "graceEarly") => (
    <TextInput
      type="number"
      min={0}
      max={720}
      label={t(`schedules.${name}`)}
      description={t(`schedules.${name}.effect`)}
      value={String(given[name])}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.valueAsNumber || 0 })}
    />
  );
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput label={t("name")} required maxLength={200} value={given.name} onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })} />
      {given.days.map((day, place) => (
        <Day key={place} place={place} day={day} onChange={(change) => setDay(place, change)} />
      ))}
      <Group grow align="start">
        {grace("graceLate")}
        {grace("graceEarly")}
      </Group>
      {schedule && <Alert color="orange">{t("schedules.effect")}</Alert>}
      {schedule && sees && <SchedulePreview key={JSON.stringify(given)} schedule={schedule.id} definition={definitionOf(given, schedule)} />}
      {save.isError && <ProblemNotice error={save.error} />}
      <Button type="submit" loading={save.isPending}>
        {t("save", { ns: "shared" })}
      </Button>
    </Stack>
  );
}

function Day({ place, day, onChange }: { place: number; day: FormDay; onChange: (change: Partial<FormDay>) => void }) {
  const { t, i18n } = useTranslation("settings");
  const name = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + place)));
  const clock = (end: "from" | "to") => (
    <TextInput type="time" required aria-label={`${name}, ${t(`schedules.${end}`)}`} value={day[end]} onChange={(event) => onChange({ [end]: event.currentTarget.value })} />
  );
  return (
    <Group gap="xs" role="group" aria-label={name}>
      <Checkbox w={130} label={name} checked={day.works} onChange={(event) => onChange({ works: event.currentTarget.checked })} />
      {day.works && (
        <>
          {clock("from")}
          <Text aria-hidden>–</Text>
          {clock("to")}
          <TextInput
            type="number"
            min={0}
            max={1440}
            w={90}
            aria-label={`${name}, ${t("schedules.minutes")}`}
            value={String(day.minutes)}
            onChange={(event) => onChange({ minutes: event.currentTarget.valueAsNumber || 0 })}
          />
          <Text size="sm">{t("schedules.minutes")}</Text>
        </>
      )}
    </Group>
  );
}
