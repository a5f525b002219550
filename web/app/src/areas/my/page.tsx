import { Button, Grid, Paper } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconEdit } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateAt } from "../../shared/format.ts";
import { useLiveChanges } from "../../shared/live.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { useMe } from "../../shared/session.ts";
import { datesOf } from "../../shared/attendance/bands.ts";
import { DayDetails } from "../../shared/attendance/day_details.tsx";
import { Hours } from "./hours.tsx";
import { MonthCalendar } from "../../shared/attendance/month_calendar.tsx";
import { MyData } from "./my_data.tsx";
import { daysOf, zoneOf } from "../../shared/attendance/queries.ts";
import { RightNow } from "./right_now.tsx";

const CorrectionForm = lazy(() => import("../../shared/attendance/correction_form.tsx"));

export default function MyAttendance() {
  const { t } = useTranslation("my");
  const zone = useQuery(zoneOf(useMe().id));
  return (
    <Page title={t("area")}>
      <Loaded query={zone} lines={8}>
        {(timeZone) => <Attendance timeZone={timeZone} />}
      </Loaded>
    </Page>
  );
}

function Attendance({ timeZone }: { timeZone: string }) {
  const { t } = useTranslation("my");
  const me = useMe();
  const client = useQueryClient();
  const today = dateAt(timeZone);
  const [chosen, setChosen] = useState(today);
  const [month, setMonth] = useState(today.slice(0, 7));
  const [asking, ask] = useDisclosure(false);
  const [asked, setAsked] = useState(false); // the form is loaded for whoever wants it
  const { from, to } = datesOf(month);
  const days = useQuery(daysOf(me.id, from, to));
  const day = useQuery(daysOf(me.id, chosen, chosen));
  useLiveChanges((change) => {
    if (change.employee_id === me.id) void client.invalidateQueries({ queryKey: ["attendance", me.id] });
  });
  return (
    <Grid gutter="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <RightNow timeZone={timeZone} today={today} />
        <Paper withBorder p="md" mt="md">
          <Loaded query={days} lines={8}>
            {(loaded) => (
              <MonthCalendar
                {...{ month, timeZone, today, chosen }}
                days={loaded.days}
                onMonth={setMonth}
                onChoose={setChosen}
              />
            )}
          </Loaded>
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Paper withBorder p="md">
          <Loaded query={day} lines={4}>
            {(loaded) => loaded.days[0] && <DayDetails day={loaded.days[0]} timeZone={timeZone} />}
          </Loaded>
          <Button mt="md" variant="light" leftSection={<IconEdit size={16} aria-hidden />} onClick={() => {
              setAsked(true);
              ask.open();
            }}>
            {t("correction")}
          </Button>
        </Paper>
        {asked && (
          <Suspense>
            <CorrectionForm title={t("correction")} opened={asking} onClose={ask.close} date={chosen} timeZone={timeZone} />
          </Suspense>
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Hours today={today} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <MyData today={today} />
      </Grid.Col>
    </Grid>
  );
}
