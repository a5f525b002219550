import { Button, Stack, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAt, dateInWords, duration, plusDays } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { here } from "../../shared/zones.ts";

const days = 31;

/** Whose figures of the last month would be others under a definition that is not saved yet. */
export function SchedulePreview({ schedule, definition }: { schedule: string; definition: Schemas["ScheduleDefinition"] }) {
  const { t } = useTranslation("settings");
  const [today] = useState(() => dateAt(here));
  const preview = useMutation({
    mutationFn: () => {
      const body = { from: plusDays(today, -days), to: today, schedule: { schedule_id: schedule, ...definition } };
      return take(api.POST("/api/v1/schedules/preview", { body, headers: once() }));
    },
  });
  return (
    <Stack gap="xs">
      <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
        {t("schedules.preview")}
      </Button>
      {preview.isError && <ProblemNotice error={preview.error} />}
      {preview.data && <Found found={preview.data} />}
    </Stack>
  );
}

function Found({ found }: { found: Schemas["PlanningPreview"] }) {
  const { t } = useTranslation("settings");
  const told = ({ worked_seconds, expected_seconds }: Schemas["DayInBrief"]) =>
    t("schedules.preview.expected", { worked: duration(worked_seconds), expected: duration(expected_seconds) });
  if (found.days === 0) {
    return (
      <Text size="sm" role="status">
        {t("schedules.preview.none")}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" role="status">
        {t("schedules.preview.days", { days: found.days, people: found.people })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("schedules.preview.span")}
      </Text>
      <div role="region" aria-label={t("schedules.preview")} tabIndex={0} style={{ maxHeight: 260, overflow: "auto" }}>
        <Table className="numbers">
          <Table.Thead>
            <Table.Tr>
              {(["person", "before", "after"] as const).map((name) => (
                <Table.Th key={name}>{t(`schedules.preview.${name}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.rows.slice(0, 100).map(({ employee, date, before, after }) => (
              <Table.Tr key={`${employee.id} ${date}`}>
                <Table.Td>
                  {employee.display_name}, {dateInWords(date, "medium")}
                </Table.Td>
                <Table.Td>{told(before)}</Table.Td>
                <Table.Td>{told(after)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
