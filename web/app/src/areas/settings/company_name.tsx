import { Button, Paper, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { ifMatch, once, takeTagged, type Schemas, type Tagged } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { taggedCompany } from "./queries.ts";
import { Saved } from "./saved.tsx";

export default function CompanyName() {
  const query = useQuery(taggedCompany);
  const [saved, setSaved] = useState("");
  return (
    <Loaded query={query} lines={3}>
      {(loaded) => <Form key={loaded.value.name} {...loaded} saved={saved === loaded.value.name} onSaved={setSaved} />}
    </Loaded>
  );
}

function Form({ value, etag, saved, onSaved }: Tagged<Schemas["Company"]> & { saved: boolean; onSaved: (name: string) => void }) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [name, setName] = useState(value.name);
  const isSame = name.trim() === value.name;
  const rename = useMutation({
    mutationFn: () => takeTagged(api.PATCH("/api/v1/company", { body: { name: name.trim() }, headers: { ...ifMatch(etag), ...once() } })),
    onSuccess: (now) => {
      client.setQueryData(taggedCompany.queryKey, now);
      client.setQueryData(company.queryKey, now.value);
      onSaved(now.value.name);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={t("section.company")}>
        <TextInput label={t("company.name")} description={t("company.name.effect")} required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {rename.isError && <ProblemNotice error={rename.error} />}
        <Saved shown={saved && isSame} />
        <Button type="submit" loading={rename.isPending} disabled={isSame}>
          {t("save", { ns: "shared" })}
        </Button>
      </Stack>
    </Paper>
  );
}
