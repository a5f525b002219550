import { ActionIcon, Button, Group, NativeSelect, Paper, SimpleGrid, Text, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { dateAt, dateInWords, plusDays } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { chosen, countsOf, type Choice, type Counts, type Day, type Filter, type Sort } from "./day.ts";
import { People } from "./people.tsx";
import { company } from "../../shared/company.ts";
import { dayOf, useLiveDay } from "./queries.ts";

const isDate = /^\d{4}-\d{2}-\d{2}$/;

export default function Today() {
  const { t } = useTranslation("today");
  const known = useQuery(company);
  return (
    <Page title={t("title")}>
      <Loaded query={known} lines={8}>
        {({ sites }) => <AnyDay today={dateAt(sites[0]?.time_zone ?? "UTC")} />}
      </Loaded>
    </Page>
  );
}

function AnyDay({ today }: { today: string }) {
  const [, go] = useLocation();
  const wanted = useParams()["*"] ?? "";
  const date = isDate.test(wanted) && !Number.isNaN(Date.parse(wanted)) ? wanted : today;
  const query = useQuery(dayOf(date));
  useLiveDay(date);
  return (
    <>
      <DateBar date={date} today={today} onDate={(next) => go(next === today ? "/today" : `/today/${next}`)} />
      <Loaded query={query} lines={12}>
        {(day) => <Board day={day} />}
      </Loaded>
    </>
  );
}

function DateBar({ date, today, onDate }: { date: string; today: string; onDate: (date: string) => void }) {
  const { t } = useTranslation("today");
  return (
    <Group gap="xs" mb="md">
      <ActionIcon variant="default" size={36} aria-label={t("date.previous")} onClick={() => onDate(plusDays(date, -1))}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={t("date")}
        value={date}
        max={today}
        onChange={(event) => isDate.test(event.currentTarget.value) && onDate(event.currentTarget.value)}
      />
      <ActionIcon variant="default" size={36} disabled={date >= today} aria-label={t("date.next")} onClick={() => onDate(plusDays(date, 1))}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      {date !== today && (
        <Button variant="default" onClick={() => onDate(today)}>
          {t("date.today")}
        </Button>
      )}
      <Text c="dimmed" visibleFrom="sm">
        {dateInWords(date)}
      </Text>
    </Group>
  );
}

function Board({ day }: { day: Day }) {
  const { t, i18n } = useTranslation("today");
  const [choice, setChoice] = useState<Choice>({ search: "", filter: "all", sort: "name" });
  const late = useDeferredValue(choice);
  const rows = useMemo(() => chosen(day.items, late, i18n.language), [day, late, i18n.language]);
  return (
    <>
      <CountCards counts={countsOf(day.items)} filter={choice.filter} onFilter={(filter) => setChoice({ ...choice, filter })} />
      <Choices choice={choice} onChoice={setChoice} />
      <Paper withBorder>
        <People rows={rows} />
        {rows.length === 0 && <Text p="md">{t("none")}</Text>}
        <Text size="sm" c="dimmed" p="xs" role="status">
          {t("people", { shown: rows.length, count: day.items.length })}
        </Text>
      </Paper>
    </>
  );
}

const cards: readonly (keyof Counts)[] = ["in_office", "present", "absent", "late"];

/** Each count is a button that shows those whom it counts, and once more everybody. */
function CountCards({ counts, filter, onFilter }: { counts: Counts; filter: Filter; onFilter: (filter: Filter) => void }) {
  const { t } = useTranslation("today");
  return (
    <SimpleGrid cols={4} spacing={{ base: 6, sm: "md" }} mb="md">
      {cards.map((name) => (
        <Paper
          key={name}
          component="button"
          type="button"
          withBorder
          p="xs"
          ta="center"
          bg={filter === name ? "var(--mantine-primary-color-light)" : undefined}
          aria-pressed={filter === name}
          style={{ cursor: "pointer" }}
          onClick={() => onFilter(filter === name ? "all" : name)}
        >
          <Text span display="block" fz={26} fw={700} lh={1.2} className="numbers">
            {counts[name]}
          </Text>
          <Text span size="xs">
            {t(`count.${name}`)}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

const filters = ["in_office", "present", "absent", "on_leave", "holiday", "closed", "day_off", "upcoming"] as const;

function Choices({ choice, onChoice }: { choice: Choice; onChoice: (choice: Choice) => void }) {
  const { t } = useTranslation(["today", "shared"]);
  return (
    <Group gap="xs" mb="sm" align="end">
      <TextInput
        type="search"
        aria-label={t("search", { ns: "shared" })}
        placeholder={t("search", { ns: "shared" })}
        leftSection={<IconSearch size={16} aria-hidden />}
        flex="1 1 180px"
        value={choice.search}
        onChange={(event) => onChoice({ ...choice, search: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t("filter")}
        flex="1 1 140px"
        value={choice.filter}
        onChange={(event) => onChoice({ ...choice, filter: event.currentTarget.value as Filter })}
        data={[
          { value: "all", label: t("filter.all") },
          { value: "late", label: t("filter.late") },
          ...filters.map((value) => ({ value, label: t(`state.${value}`, { ns: "shared" }) })),
        ]}
      />
      <NativeSelect
        aria-label={t("sort")}
        flex="1 1 140px"
        value={choice.sort}
        onChange={(event) => onChoice({ ...choice, sort: event.currentTarget.value as Sort })}
        data={(["name", "first", "last"] as const).map((value) => ({ value, label: `${t("sort")}: ${t(`sort.${value}`)}` }))}
      />
    </Group>
  );
}
