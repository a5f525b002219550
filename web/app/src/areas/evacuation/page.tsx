import { Alert, Button, Checkbox, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconClock, IconPrinter } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { ago, clock, locale } from "../../shared/format.ts";
import { useLiveChanges } from "../../shared/live.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { api } from "../../shared/session.ts";
import { bySite, type Presence, type SiteIn } from "./people_in.ts";

const presenceKey = ["presence"];

export default function Evacuation() {
  const { t } = useTranslation("evacuation");
  const client = useQueryClient();
  const presence = useQuery({
    queryKey: presenceKey,
    queryFn: ({ signal }) => take(api.GET("/api/v1/presence", { signal })),
    refetchInterval: 30_000,
  });
  useLiveChanges(() => void client.invalidateQueries({ queryKey: presenceKey }));
  const print = (
    <Button className="not-printed" variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={print}>
      <Loaded query={presence} lines={10}>
        {(now) => <List presence={now} />}
      </Loaded>
    </Page>
  );
}

function useSiteNames(): Map<string, string> {
  const known = useQuery(company);
  return new Map(known.data?.sites.map(({ id, name }) => [id, name]));
}

function List({ presence }: { presence: Presence }) {
  const { t } = useTranslation("evacuation");
  const names = useSiteNames();
  const [only, setOnly] = useState("");
  const [found, setFound] = useLocalStorage<string[]>({ key: "attendsense.found", defaultValue: [] });
  const sites = bySite(presence, names, only, locale());
  const zone = presence.items[0]?.employee.time_zone ?? "UTC";
  return (
    <>
      <Age at={presence.at} zone={zone} />
      <Group my="md" className="not-printed" justify="space-between">
        {names.size > 1 && (
          <NativeSelect
            aria-label={t("site")}
            value={only}
            onChange={(event) => setOnly(event.currentTarget.value)}
            data={[{ value: "", label: t("site.all") }, ...[...names].map(([value, label]) => ({ value, label }))]}
          />
        )}
        <Text size="sm">{t("tick")}</Text>
        <Button variant="default" size="xs" disabled={found.length === 0} onClick={() => setFound([])}>
          {t("clear")}
        </Button>
      </Group>
      {sites.length === 0 && <Text size="lg">{t("nobody")}</Text>}
      <Stack>
        {sites.map((site) => (
          <Site key={site.id} site={site} found={found} onFound={setFound} />
        ))}
      </Stack>
    </>
  );
}

/** How old the list is, said all the time: in an emergency that is the first question. */
function Age({ at, zone }: { at: string; zone: string }) {
  const { t } = useTranslation("evacuation");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const old = now - Date.parse(at) > 120_000;
  return (
    <Alert p="xs" color={old ? "orange" : "green"} icon={<IconClock aria-hidden />}>
      <Text fw={600}>{t("age", { time: clock(at, zone), age: ago(Date.parse(at), now) })}</Text>
    </Alert>
  );
}

function Site({ site, found, onFound }: { site: SiteIn; found: string[]; onFound: (found: string[]) => void }) {
  const { t } = useTranslation("evacuation");
  const here = site.people.filter(({ employee }) => found.includes(employee.id)).length;
  const toggle = (id: string) => onFound(found.includes(id) ? found.filter((other) => other !== id) : [...found, id]);
  return (
    <Paper withBorder p="md" component="section" aria-label={site.name}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {site.name}
        </Title>
        <Text fw={700} role="status">
          {here > 0 ? t("found", { found: here, count: site.people.length }) : t("count", { count: site.people.length })}
        </Text>
      </Group>
      <Stack gap="xs">
        {site.people.map(({ employee, since }) => (
          <Checkbox
            key={employee.id}
            size="md"
            checked={found.includes(employee.id)}
            onChange={() => toggle(employee.id)}
            label={employee.display_name}
            description={since && t("since", { time: clock(since, employee.time_zone) })}
          />
        ))}
      </Stack>
    </Paper>
  );
}
