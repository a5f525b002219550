import { Badge, Button, Group, Modal, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { ago } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { NewStation } from "./new_station.tsx";
import { Cameras, Health } from "./report.tsx";

type Station = Schemas["Station"];

// A clock that is further off than this makes punches wrong by a minute.
const worstClock = 30;

export default function Stations() {
  const { t } = useTranslation("stations");
  const [creating, create] = useDisclosure(false);
  const query = useQuery({
    queryKey: ["stations"],
    queryFn: ({ signal }) => take(api.GET("/api/v1/stations", { signal })),
    refetchInterval: 30_000,
  });
  return (
    <Page
      title={t("area")}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create.open}>
          {t("new")}
        </Button>
      }
    >
      <Loaded query={query} lines={6}>
        {({ items }) => (
          <>
            {items.length === 0 && <Text>{t("none")}</Text>}
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              {items.map((station) => (
                <StationCard key={station.id} station={station} />
              ))}
            </SimpleGrid>
          </>
        )}
      </Loaded>
      <NewStation opened={creating} onClose={create.close} />
    </Page>
  );
}

function StationCard({ station }: { station: Station }) {
  const { t } = useTranslation("stations");
  const { last_seen_at: seen, clock_offset_us: offset, report, state } = station;
  const seconds = Math.round(Math.abs(offset ?? 0) / 1e6);
  return (
    <Paper withBorder p="md" component="article" aria-label={station.name}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {station.name}
        </Title>
        <Badge variant="light" color={state === "active" ? "green" : "gray"} tt="none">
          {t(`state.${state}`)}
        </Badge>
      </Group>
      <Text size="sm">{seen ? t("seen", { age: ago(Date.parse(seen)) }) : t("seen.never")}</Text>
      {seconds > worstClock && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t("clock", { seconds })}
        </Text>
      )}
      <Cameras station={station} />
      {report && <Health report={report} />}
      {state === "active" && <Revoke station={station} />}
    </Paper>
  );
}

function Revoke({ station }: { station: Station }) {
  const { t } = useTranslation(["stations", "shared"]);
  const [asked, ask] = useDisclosure(false);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/stations/{station_id}", { params: { path: { station_id: station.id } }, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["stations"] }),
  });
  return (
    <>
      <Button mt="sm" size="xs" variant="default" onClick={ask.open}>
        {t("revoke")}
      </Button>
      <Modal opened={asked} onClose={ask.close} title={t("revoke.title", { name: station.name })} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
        <Stack>
          <Text>{t("revoke.effect")}</Text>
          {revoke.isError && <ProblemNotice error={revoke.error} />}
          <Group justify="end">
            <Button variant="default" onClick={ask.close}>
              {t("cancel", { ns: "shared" })}
            </Button>
            <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t("revoke")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
