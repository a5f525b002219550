import { Group, Paper, SegmentedControl, Skeleton, Table, Title } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateInWords, duration, plusDays } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { useMe } from "../../shared/session.ts";
import { barsOf, mondayOf, monthAfter, type Bar, type Step } from "../../shared/attendance/bands.ts";
import { daysOf } from "../../shared/attendance/queries.ts";

const HoursChart = lazy(() => import("./hours_chart.tsx"));

/** So much of the past is shown. */
function beginOf(step: Step, today: string): string {
  if (step === "day") return plusDays(today, -13);
  if (step === "week") return plusDays(mondayOf(today), -7 * 11);
  return `${monthAfter(today.slice(0, 7), -11)}-01`;
}

function nameOf(bar: Bar, step: Step): string {
  if (step === "month") return dateInWords(bar.from, "month");
  return dateInWords(bar.from, step === "day" ? "weekday" : "medium");
}

export function Hours({ today }: { today: string }) {
  const { t } = useTranslation("my");
  const [step, setStep] = useState<Step>("day");
  const query = useQuery(daysOf(useMe().id, beginOf(step, today), today));
  return (
    <Paper withBorder p="md" component="section" aria-label={t("hours")}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h5">
          {t("hours")}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t("hours")}
          value={step}
          onChange={(value) => setStep(value as Step)}
          data={(["day", "week", "month"] as const).map((value) => ({ value, label: t(`hours.${value}`) }))}
        />
      </Group>
      <Loaded query={query}>{({ days }) => <Bars bars={barsOf(days, step)} step={step} />}</Loaded>
    </Paper>
  );
}

function Bars({ bars, step }: { bars: Bar[]; step: Step }) {
  const { t } = useTranslation("my");
  const { ref, inViewport } = useInViewport();
  const [shown, setShown] = useState(false);
  if (inViewport && !shown) setShown(true); // what draws comes when there is somebody to look at it
  const named = bars.map((bar) => ({ ...bar, name: nameOf(bar, step) }));
  return (
    <>
      <div ref={ref}>
        <Suspense fallback={<Skeleton height={220} />}>
          {shown ? <HoursChart bars={named} worked={t("worked")} expected={t("expected")} /> : <Skeleton height={220} />}
        </Suspense>
      </div>
      <details>
        <summary>{t("hours.table")}</summary>
        <Table className="numbers" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("hours.from")}</Table.Th>
              <Table.Th ta="end">{t("worked")}</Table.Th>
              <Table.Th ta="end">{t("expected")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {named.map((bar) => (
              <Table.Tr key={bar.from}>
                <Table.Td>{bar.name}</Table.Td>
                <Table.Td ta="end">{duration(bar.worked)}</Table.Td>
                <Table.Td ta="end">{duration(bar.expected)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </>
  );
}
