import { Button, Group, Modal, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { Assignments } from "./assignments.tsx";
import { schedules } from "./queries.ts";
import { ScheduleForm } from "./schedule_form.tsx";

type Schedule = Schemas["Schedule"];

export default function Schedules() {
  const { t } = useTranslation(["settings", "shared"]);
  const query = useQuery(schedules);
  const [edited, setEdited] = useState<Schedule>();
  const [opened, open] = useDisclosure(false);
  const edit = (schedule?: Schedule) => {
    setEdited(schedule);
    open.open();
  };
  return (
    <Stack>
      <Text size="sm">{t("schedules.why")}</Text>
      <Loaded query={query} lines={6}>
        {(items) => (
          <>
            {items.map((schedule) => (
              <Card key={schedule.id} schedule={schedule} onEdit={() => edit(schedule)} />
            ))}
            <Group>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit()}>
                {t("schedules.new")}
              </Button>
            </Group>
            <Assignments schedules={items} />
          </>
        )}
      </Loaded>
      <Modal opened={opened} onClose={open.close} size="lg" title={edited?.name ?? t("schedules.new")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
        <ScheduleForm key={edited?.id ?? "new"} schedule={edited} onDone={open.close} />
      </Modal>
    </Stack>
  );
}

function Card({ schedule, onEdit }: { schedule: Schedule; onEdit: () => void }) {
  const { t, i18n } = useTranslation("settings");
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/schedules/{schedule_id}", { params: { path: { schedule_id: schedule.id } }, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["schedules"] }),
  });
  const lines = schedule.cycle.slice(0, 14).map((shifts, day) => {
    const name = schedule.rhythm === "weekly" ? dayName(day % 7, i18n.language) : t("schedules.day", { day: day + 1 });
    return `${name}: ${shifts.map(({ from, to }) => `${from}–${to}`).join(", ") || t("schedules.off")}`;
  });
  return (
    <Paper withBorder p="md" component="article" aria-label={schedule.name}>
      <Title order={2} size="h5" mb="xs">
        {schedule.name}
      </Title>
      <Text size="sm" className="numbers">
        {lines.join(" · ")}
      </Text>
      {remove.isError && <ProblemNotice error={remove.error} />}
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={onEdit}>
          {t("edit")}
        </Button>
        <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("remove")}
        </Button>
      </Group>
    </Paper>
  );
}

/** 0: Monday. */
export function dayName(day: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + day)));
}
