import { Group, Paper, Text, ThemeIcon } from "@mantine/core";
import { IconDoorEnter, IconDoorExit, IconHomeOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock, duration } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { useMe } from "../../shared/session.ts";
import { daysOf, type Day } from "../../shared/attendance/queries.ts";

/** Whether one is in, since when, and how long one has worked today. */
export function RightNow({ timeZone, today }: { timeZone: string; today: string }) {
  const { t } = useTranslation("my");
  const query = useQuery({ ...daysOf(useMe().id, today, today), refetchInterval: 60_000 });
  return (
    <Paper withBorder p="md" component="section" aria-label={t("now")}>
      <Loaded query={query} lines={2}>
        {({ days }) => days[0] && <State day={days[0]} timeZone={timeZone} fetched={query.dataUpdatedAt} />}
      </Loaded>
    </Paper>
  );
}

function State({ day, timeZone, fetched }: { day: Day; timeZone: string; fetched: number }) {
  const { t } = useTranslation(["my", "shared"]);
  const inside = day.state === "in_office";
  const since = inside ? day.stays.findLast((stay) => stay.current)?.in : day.last_out;
  const worked = day.worked_seconds + useSecondsSince(inside ? fetched : null);
  const Icon = inside ? IconDoorEnter : day.state === "present" ? IconDoorExit : IconHomeOff;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group wrap="nowrap">
        <ThemeIcon size={48} radius="xl" variant="light" color={inside ? "green" : "gray"}>
          <Icon size={26} aria-hidden />
        </ThemeIcon>
        <div>
          <Text fw={600} size="lg">
            {day.occasion || t(`state.${day.state}`, { ns: "shared" })}
          </Text>
          {since && (
            <Text size="sm" c="dimmed">
              {t("since", { time: clock(since, timeZone) })}
            </Text>
          )}
        </div>
      </Group>
      <div>
        <Text size="xl" fw={700} ta="end" className="numbers">
          {duration(worked)}
        </Text>
        <Text size="xs" c="dimmed" ta="end">
          {t("workedToday")}
        </Text>
      </div>
    </Group>
  );
}

/** Counted on by the minute; null: not at all. */
function useSecondsSince(moment: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === null) return;
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === null ? 0 : Math.max(0, (now - moment) / 1000);
}
