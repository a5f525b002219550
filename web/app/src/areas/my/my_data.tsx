import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { allItems, take } from "@attendsense/client";
import { plusDays } from "../../shared/format.ts";
import { Consent } from "./consent.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { saveFile } from "../../shared/save_file.ts";
import { api, send, useMe } from "../../shared/session.ts";

/** Everything that the interface tells somebody of themselves. */
async function collect(employee: string, today: string): Promise<Blob> {
  const path = { employee_id: employee };
  const year = { from: plusDays(today, -365), to: today };
  const [person, attendance, punches, corrections, leaves] = await Promise.all([
    take(api.GET("/api/v1/employees/{employee_id}", { params: { path } })),
    take(api.GET("/api/v1/attendance/employees/{employee_id}", { params: { path, query: year } })),
    allItems((after) => take(api.GET("/api/v1/punches", { params: { query: { employee, after, limit: 500 } } }))),
    allItems((after) => take(api.GET("/api/v1/corrections", { params: { query: { employee_id: employee, after, limit: 500 } } }))),
    allItems((after) => take(api.GET("/api/v1/leaves", { params: { query: { employee_id: employee, after, limit: 500 } } }))),
  ]);
  const text = JSON.stringify({ person, attendance, punches, corrections, leaves }, null, 2);
  return new Blob([text], { type: "application/json" });
}

async function daysAsCsv(employee: string, today: string): Promise<Blob> {
  const query = new URLSearchParams({ employee_id: employee, from: plusDays(today, -365), to: today, format: "csv" });
  const response = await send(new Request(`${location.origin}/api/v1/reports/days?${query.toString()}`));
  return response.blob();
}

export function MyData({ today }: { today: string }) {
  const { t } = useTranslation("my");
  const me = useMe();
  const json = useMutation({ mutationFn: () => collect(me.id, today), onSuccess: (file) => saveFile(file, `attendance-${today}.json`) });
  const csv = useMutation({ mutationFn: () => daysAsCsv(me.id, today), onSuccess: (file) => saveFile(file, `attendance-${today}.csv`) });
  return (
    <Paper withBorder p="md" component="section" aria-label={t("data")}>
      <Title order={2} size="h5" mb="xs">
        {t("data")}
      </Title>
      <Text size="sm" mb="sm">
        {t("data.why")}
      </Text>
      <Group>
        {([["json", json], ["csv", csv]] as const).map(([kind, download]) => (
          <Button
            key={kind}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t(`data.${kind}`)}
          </Button>
        ))}
      </Group>
      <Consent />
      {(json.error ?? csv.error) && <ProblemNotice error={json.error ?? csv.error} />}
    </Paper>
  );
}
