import { ActionIcon, Group, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { company } from "../../shared/company.ts";
import { schedules, type Who } from "./queries.ts";
import { moved, rangeOf, spans, type Range, type Span } from "./spans.ts";

export interface Dates extends Range {
  span: Span;
}

export function DateChoice({ dates, onDates }: { dates: Dates; onDates: (dates: Dates) => void }) {
  const { t } = useTranslation("reports");
  const { span, from } = dates;
  const step = (by: 1 | -1) => onDates({ span, ...moved(span, dates, by) });
  const choose = (next: Span) => onDates(next === "range" ? { ...dates, span: next } : { span: next, ...rangeOf(next, from) });
  const end = (name: "from" | "to") => (
    <TextInput
      type="date"
      aria-label={t(name)}
      value={dates[name]}
      onChange={(event) => onDates({ ...dates, span: "range", [name]: event.currentTarget.value })}
    />
  );
  return (
    <Group gap="xs" mb="sm" className="not-printed">
      <Group gap="xs" wrap="nowrap">
        <SegmentedControl
          aria-label={t("span")}
          value={span}
          onChange={(value) => choose(value as Span)}
          data={spans.map((value) => ({ value, label: t(`span.${value}`) }))}
        />
        <ActionIcon variant="default" size={36} aria-label={t("previous")} onClick={() => step(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t("next")} onClick={() => step(1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Group gap="xs" wrap="nowrap">
        {end("from")}
        {end("to")}
      </Group>
    </Group>
  );
}

/** Whose figures: by site, role, schedule and person. */
export function WhoChoice({ who, onWho }: { who: Who; onWho: (who: Who) => void }) {
  const { t } = useTranslation("reports");
  const known = useQuery(company).data;
  const plans = useQuery(schedules).data;
  const choice = (name: "site_id" | "role_id" | "schedule_id", all: string, items: readonly { id: string; name: string }[] = []) => (
    <NativeSelect
      aria-label={all}
      flex="1 1 140px"
      value={who[name]}
      onChange={(event) => onWho({ ...who, [name]: event.currentTarget.value })}
      data={[{ value: "", label: all }, ...items.map((item) => ({ value: item.id, label: item.name }))]}
    />
  );
  return (
    <Group gap="xs" mb="md" className="not-printed">
      {choice("site_id", t("all.sites"), known?.sites)}
      {choice("role_id", t("all.roles"), known?.roles)}
      {choice("schedule_id", t("all.schedules"), plans?.items)}
      <PersonChoice all={t("all.people")} employee={who.employee_id} onEmployee={(employee_id) => onWho({ ...who, employee_id })} />
    </Group>
  );
}
