import { Grid, Group, Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { everyItem, take, type Schemas } from "@attendsense/client";
import { datesOf } from "../../shared/attendance/bands.ts";
import { DayDetails } from "../../shared/attendance/day_details.tsx";
import { MonthCalendar } from "../../shared/attendance/month_calendar.tsx";
import { daysOf, zoneOf } from "../../shared/attendance/queries.ts";
import { clock, dateAt, duration, moment, plusDays } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { api, useMe } from "../../shared/session.ts";

/** Calendar, hours and punches of one person. */
export default function Attendance({ employee }: { employee: string }) {
  const { t } = useTranslation("employees");
  const zone = useQuery(zoneOf(employee));
  return (
    <Paper withBorder p="md" mt="md" component="section" aria-label={t("attendance")}>
      <Title order={2} size="h5" mb="sm">
        {t("attendance")}
      </Title>
      <Loaded query={zone} lines={8}>
        {(timeZone) => <Months {...{ employee, timeZone }} />}
      </Loaded>
    </Paper>
  );
}

interface Props {
  employee: string;
  timeZone: string;
}

function Months({ employee, timeZone }: Props) {
  const today = dateAt(timeZone);
  const [chosen, setChosen] = useState(today);
  const [month, setMonth] = useState(today.slice(0, 7));
  const { from, to } = datesOf(month);
  const days = useQuery(daysOf(employee, from, to));
  const day = useQuery(daysOf(employee, chosen, chosen));
  return (
    <Grid gutter="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Loaded query={days} lines={8}>
          {(loaded) => (
            <>
              <MonthCalendar {...{ month, timeZone, today, chosen }} days={loaded.days} onMonth={setMonth} onChoose={setChosen} />
              <Totals total={loaded.total} />
            </>
          )}
        </Loaded>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Loaded query={day} lines={4}>
          {(loaded) => loaded.days[0] && <DayDetails day={loaded.days[0]} timeZone={timeZone} />}
        </Loaded>
        <Punches {...{ employee, timeZone }} date={chosen} />
      </Grid.Col>
    </Grid>
  );
}

function Totals({ total }: { total: Schemas["PeriodFigures"] }) {
  const { t } = useTranslation(["employees", "shared"]);
  const figures: [string, string][] = [
    [t("worked", { ns: "shared" }), duration(total.worked_seconds)],
    [t("expected", { ns: "shared" }), duration(total.expected_seconds)],
    [t("balance", { ns: "shared" }), duration(total.balance_seconds)],
    [t("days.present"), String(total.days_present)],
    [t("days.absent"), String(total.days_absent)],
    [t("days.late"), String(total.days_late)],
  ];
  return (
    <SimpleGrid cols={{ base: 3, sm: 6 }} spacing="xs" mt="md" role="group" aria-label={t("month")}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
          <Text fw={600} className="numbers">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}

/** As they were booked, before the rules; and what was asked to be corrected on that day, whatever became of it. */
function Punches({ employee, timeZone, date }: Props & { date: string }) {
  const { t } = useTranslation(["employees", "shared"]);
  const [from, to] = [moment(date, "00:00", timeZone), moment(plusDays(date, 1), "00:00", timeZone)];
  const punches = useQuery({
    queryKey: ["attendance", employee, "punches", date],
    queryFn: ({ signal }) => take(api.GET("/api/v1/punches", { params: { query: { employee, from, to, limit: 100 } }, signal })),
  });
  const decides = useMe().role.permissions.includes("approve_requests");
  const corrections = useQuery({ ...correctionsOf(employee), enabled: decides });
  const timeOf = ({ at, original }: Schemas["Correction"]) => Date.parse(at ?? original?.at ?? "");
  const corrected = (corrections.data ?? [])
    .filter((correction) => timeOf(correction) >= Date.parse(from) && timeOf(correction) < Date.parse(to))
    .sort((left, right) => timeOf(left) - timeOf(right));
  return (
    <section aria-label={t("punches")}>
      <Title order={3} size="h6" mt="md" mb={4}>
        {t("punches")}
      </Title>
      <Loaded query={punches} lines={2}>
        {({ items }) =>
          items.length + corrected.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("punches.none")}
            </Text>
          ) : (
            <ul className="plain">
              {items.map(({ id, at, direction, source }) => (
                <Line key={id} {...{ timeZone, at, direction }} what={t(`source.${source}`)} />
              ))}
              {corrected.map(({ id, at, direction, original, kind, state }) => (
                <Line
                  key={id}
                  timeZone={timeZone}
                  at={at ?? original?.at ?? from}
                  direction={direction ?? original?.direction ?? "in"}
                  what={`${t(`correction.${kind}`)}: ${t(`correction.state.${state}`)}`}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Line({ at, direction, timeZone, what }: { at: string; direction: "in" | "out"; timeZone: string; what: string }) {
  const { t } = useTranslation("shared");
  return (
    <Group component="li" justify="space-between" py={4}>
      <Text size="sm" className="numbers">
        {clock(at, timeZone)} {t(`direction.${direction}`)}
      </Text>
      <Text size="sm" c="dimmed">
        {what}
      </Text>
    </Group>
  );
}

/** All of one person, newest first. */
function correctionsOf(employee_id: string) {
  return queryOptions({
    queryKey: ["corrections", "of", employee_id],
    queryFn: async ({ signal }) => {
      const found: Schemas["Correction"][] = [];
      const page = (after: string | undefined) => take(api.GET("/api/v1/corrections", { params: { query: { employee_id, after, limit: 500 } }, signal }));
      for await (const correction of everyItem(page)) found.push(correction);
      return found;
    },
  });
}
