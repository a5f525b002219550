import { Button, Paper, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { ifMatch, once, takeTagged, type Schemas, type Tagged } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { policy } from "./queries.ts";
import { Saved } from "./saved.tsx";

export type Policy = Schemas["Policy"];

interface Props {
  label: string;
  children: (given: Policy, change: (part: Partial<Policy>) => void) => ReactNode;
}

/** Some of the company's rules: only what differs is sent, and not over somebody else's change. */
export function PolicyForm(props: Props) {
  const query = useQuery(policy);
  const [saved, setSaved] = useState("");
  return (
    <Loaded query={query} lines={10}>
      {(loaded) => <Form key={loaded.etag} {...loaded} {...props} saved={saved === loaded.etag} onSaved={setSaved} />}
    </Loaded>
  );
}

function Form({ value, etag, label, children, saved, onSaved }: Props & Tagged<Policy> & { saved: boolean; onSaved: (etag: string) => void }) {
  const { t } = useTranslation("shared");
  const client = useQueryClient();
  const [given, setGiven] = useState<Policy>(value);
  const changed = (Object.keys(value) as (keyof Policy)[]).filter((name) => given[name] !== value[name]);
  const save = useMutation({
    mutationFn: () => {
      const body: Schemas["PolicyChange"] = Object.fromEntries(changed.map((name) => [name, given[name]]));
      return takeTagged(api.PATCH("/api/v1/company/policy", { body, headers: { ...ifMatch(etag), ...once() } }));
    },
    onSuccess: (now) => {
      client.setQueryData(policy.queryKey, now);
      onSaved(now.etag); // the form begins anew with it
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={label}>
        {children(given, (part) => setGiven({ ...given, ...part }))}
        {save.isError && <ProblemNotice error={save.error} />}
        <Saved shown={saved && changed.length === 0} />
        <Button type="submit" loading={save.isPending} disabled={changed.length === 0}>
          {t("save")}
        </Button>
      </Stack>
    </Paper>
  );
}
