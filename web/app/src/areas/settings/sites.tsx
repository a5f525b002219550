import { Button, Group, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { here, zones } from "../../shared/zones.ts";
import { company } from "../../shared/company.ts";
import { Saved } from "./saved.tsx";

type Site = Schemas["Site"];

export default function Sites() {
  const { t } = useTranslation("settings");
  const query = useQuery({ ...company, staleTime: 0 });
  const [saved, setSaved] = useState(""); // outlives the form, which begins anew with what the server tells
  const [added, setAdded] = useState(0); // each time an empty form
  return (
    <Loaded query={query} lines={6}>
      {({ sites }) => (
        <Stack>
          <Text size="sm">{t("sites.why")}</Text>
          {sites.map((site) => (
            <Form key={`${site.id} ${site.name} ${site.time_zone}`} site={site} saved={saved === site.id} onSaved={setSaved} />
          ))}
          <Form key={added} onAdded={() => setAdded(added + 1)} />
        </Stack>
      )}
    </Loaded>
  );
}

interface FormProps {
  site?: Site;
  saved?: boolean;
  onSaved?: (id: string) => void;
  onAdded?: () => void;
}

function Form({ site, saved = false, onSaved, onAdded }: FormProps) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [name, setName] = useState(site?.name ?? "");
  const [time_zone, setZone] = useState(site?.time_zone ?? here);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), time_zone };
      if (!site) return take(api.POST("/api/v1/sites", { body, headers: once() }));
      return take(api.PATCH("/api/v1/sites/{site_id}", { params: { path: { site_id: site.id } }, body, headers: once() }));
    },
    onSuccess: async ({ id }) => {
      onSaved?.(id);
      await client.invalidateQueries({ queryKey: company.queryKey });
      onAdded?.();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const moved = site !== undefined && site.time_zone !== time_zone;
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={site?.name ?? t("sites.new")}>
        {!site && <Text fw={600}>{t("sites.new")}</Text>}
        <Group grow align="end">
          <TextInput label={t("name")} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Select
            label={t("sites.zone")}
            searchable
            allowDeselect={false}
            limit={100}
            data={[...new Set([...zones, time_zone])]}
            value={time_zone}
            onChange={(zone) => zone && setZone(zone)}
          />
        </Group>
        {moved && <Text size="sm">{t("sites.zone.effect")}</Text>}
        {save.isError && <ProblemNotice error={save.error} />}
        <Saved shown={saved && site?.name === name && !moved} />
        <Group>
          <Button type="submit" variant={site ? "default" : "filled"} loading={save.isPending} disabled={site && site.name === name && !moved}>
            {site ? t("save", { ns: "shared" }) : t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
