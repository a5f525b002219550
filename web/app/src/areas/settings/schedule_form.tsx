import { ActionIcon, Alert, Button, Checkbox, Collapse, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import { definitionOf, draftOf, mostDays, mostShifts, usualShift, usualWeek, withChanged, type Draft, type DraftShift } from "./schedule_draft.ts";
import { SchedulePreview } from "./schedule_preview.tsx";
import { ScheduleRules } from "./schedule_rules.tsx";

interface Props {
  schedule: Schemas["Schedule"] | undefined;
  onDone: () => void;
}

/** When people are expected, and how what they punch is counted. */
export function ScheduleForm({ schedule, onDone }: Props) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const sees = useMe().role.permissions.includes("view_all");
  const [given, setGiven] = useState(schedule ? draftOf(schedule) : usualWeek);
  const [ruled, { toggle: showRules }] = useDisclosure(false);
  const change = (part: Partial<Draft>) => setGiven({ ...given, ...part });
  const save = useMutation({
    mutationFn: () => {
      const body = definitionOf(given);
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
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput label={t("name")} required maxLength={100} value={given.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <Rhythm given={given} onChange={change} />
      <Text size="sm" c="dimmed">
        {t("schedules.flexible.effect")}
      </Text>
      {given.days.map((shifts, place) => (
        <Day key={place} place={place} rhythm={given.rhythm} shifts={shifts} onChange={(day) => change({ days: withChanged(given.days, place, day) })} />
      ))}
      {given.rhythm === "rotating" && <Length given={given} onChange={change} />}
      <Button variant="default" aria-expanded={ruled} onClick={showRules}>
        {t("schedules.rules")}
      </Button>
      <Collapse in={ruled}>
        <ScheduleRules rules={given.rules} onChange={(rules) => change({ rules: { ...given.rules, ...rules } })} />
      </Collapse>
      {schedule && <Alert color="orange">{t("schedules.effect")}</Alert>}
      {schedule && sees && <SchedulePreview key={JSON.stringify(given)} schedule={schedule.id} definition={definitionOf(given)} />}
      {save.isError && <ProblemNotice error={save.error} />}
      <Button type="submit" loading={save.isPending}>
        {t("save", { ns: "shared" })}
      </Button>
    </Stack>
  );
}

interface PartProps {
  given: Draft;
  onChange: (part: Partial<Draft>) => void;
}

function Rhythm({ given, onChange }: PartProps) {
  const { t } = useTranslation("settings");
  const choose = (rhythm: Draft["rhythm"]) => {
    // Whole weeks: what a roster lacks of one is off.
    const whole = Array.from({ length: Math.ceil(given.days.length / 7) * 7 }, (_, place) => given.days[place] ?? []);
    onChange({ rhythm, days: rhythm === "weekly" ? whole : given.days });
  };
  return (
    <NativeSelect
      label={t("schedules.rhythm")}
      description={t(`schedules.rhythm.${given.rhythm}.effect`)}
      value={given.rhythm}
      onChange={(event) => choose(event.currentTarget.value as Draft["rhythm"])}
      data={(["weekly", "rotating"] as const).map((value) => ({ value, label: t(`schedules.rhythm.${value}`) }))}
    />
  );
}

function Length({ given, onChange }: PartProps) {
  const { t } = useTranslation("settings");
  return (
    <Group gap="xs">
      <Button variant="default" size="xs" disabled={given.days.length >= mostDays} onClick={() => onChange({ days: [...given.days, []] })}>
        {t("schedules.day.add")}
      </Button>
      <Button variant="default" size="xs" disabled={given.days.length <= 1} onClick={() => onChange({ days: given.days.slice(0, -1) })}>
        {t("schedules.day.remove")}
      </Button>
    </Group>
  );
}

interface DayProps {
  place: number;
  rhythm: Draft["rhythm"];
  shifts: readonly DraftShift[];
  onChange: (shifts: readonly DraftShift[]) => void;
}

function Day({ place, rhythm, shifts, onChange }: DayProps) {
  const { t, i18n } = useTranslation("settings");
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + place)));
  const inWeek = place < 7 ? weekday : t("schedules.week", { day: weekday, number: Math.floor(place / 7) + 1 });
  const name = rhythm === "weekly" ? inWeek : t("schedules.day", { day: place + 1 });
  return (
    <Group gap="xs" role="group" aria-label={name} align="start">
      <Checkbox w={112} mt={8} flex="none" label={name} checked={shifts.length > 0} onChange={(event) => onChange(event.currentTarget.checked ? [usualShift] : [])} />
      <Stack gap="xs" flex="1 1 300px">
        {shifts.map((shift, number) => (
          <Shift
            key={number}
            called={number === 0 ? name : t("schedules.shift.nth", { day: name, number: number + 1 })}
            shift={shift}
            onChange={(changed) => onChange(withChanged(shifts, number, changed))}
            onRemove={shifts.length > 1 ? () => onChange(withChanged(shifts, number, undefined)) : undefined}
            onAdd={number === shifts.length - 1 && shifts.length < mostShifts ? () => onChange([...shifts, { ...usualShift, from: shift.to, to: "22:00", minutes: 240 }]) : undefined}
          />
        ))}
      </Stack>
    </Group>
  );
}

interface ShiftProps {
  called: string;
  shift: DraftShift;
  onChange: (shift: DraftShift) => void;
  onRemove: (() => void) | undefined;
  onAdd: (() => void) | undefined;
}

function Shift({ called, shift, onChange, onRemove, onAdd }: ShiftProps) {
  const { t } = useTranslation("settings");
  const clock = (end: "from" | "to" | "coreFrom" | "coreTo") => (
    <TextInput
      type="time"
      required={end === "from" || end === "to"}
      aria-label={`${called}, ${t(`schedules.${end}`)}`}
      value={shift[end]}
      onChange={(event) => onChange({ ...shift, [end]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap={4}>
      <Group gap="xs">
        {clock("from")}
        <Text aria-hidden>–</Text>
        {clock("to")}
        <TextInput
          type="number"
          min={0}
          max={1440}
          w={92}
          aria-label={`${called}, ${t("schedules.minutes")}`}
          rightSection={<Text size="xs">{t("schedules.min")}</Text>}
          value={String(shift.minutes)}
          onChange={(event) => onChange({ ...shift, minutes: event.currentTarget.valueAsNumber || 0 })}
        />
        {onRemove && (
          <ActionIcon variant="default" size={36} aria-label={`${called}: ${t("remove")}`} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
        {onAdd && (
          <ActionIcon variant="default" size={36} aria-label={`${called}: ${t("schedules.shift.add")}`} onClick={onAdd}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Checkbox label={t("schedules.flexible")} aria-label={`${called}: ${t("schedules.flexible")}`} checked={shift.flexible} onChange={(event) => onChange({ ...shift, flexible: event.currentTarget.checked })} />
      {shift.flexible && (
        <div>
          <Text size="sm">{t("schedules.core")}</Text>
          <Group gap="xs" wrap="nowrap">
            {clock("coreFrom")}
            <Text aria-hidden>–</Text>
            {clock("coreTo")}
          </Group>
        </div>
      )}
    </Stack>
  );
}
