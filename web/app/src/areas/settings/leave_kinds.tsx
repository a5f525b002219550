import { Button, Checkbox, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { leaveKinds } from "./queries.ts";
import { Saved } from "./saved.tsx";

type LeaveKind = Schemas["LeaveKind"];

export default function LeaveKinds() {
  const { t } = useTranslation("settings");
  const query = useQuery(leaveKinds);
  const [saved, setSaved] = useState(""); // outlives the form, which begins anew with what the server tells
  const [added, setAdded] = useState(0);
  return (
    <Loaded query={query} lines={6}>
      {({ items }) => (
        <Stack>
          <Text size="sm">{t("leave.why")}</Text>
          {items.map((kind) => (
            <Form key={JSON.stringify(kind)} kind={kind} saved={saved === kind.id} onSaved={setSaved} />
          ))}
          <Form key={added} onAdded={() => setAdded(added + 1)} />
        </Stack>
      )}
    </Loaded>
  );
}

interface FormProps {
  kind?: LeaveKind;
  saved?: boolean;
  onSaved?: (id: string) => void;
  onAdded?: () => void;
}

function Form({ kind, saved = false, onSaved, onAdded }: FormProps) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const first = { name: kind?.name ?? "", paid: kind?.paid ?? true, active: kind?.active ?? true };
  const [given, setGiven] = useState(first);
  const changed = !kind || given.name !== first.name || given.paid !== first.paid || given.active !== first.active;
  const save = useMutation({
    mutationFn: () => {
      if (!kind) return take(api.POST("/api/v1/leave-kinds", { body: { name: given.name.trim(), paid: given.paid }, headers: once() }));
      return take(api.PATCH("/api/v1/leave-kinds/{leave_kind_id}", { params: { path: { leave_kind_id: kind.id } }, body: given, headers: once() }));
    },
    onSuccess: async ({ id }) => {
      onSaved?.(id);
      await client.invalidateQueries({ queryKey: leaveKinds.queryKey });
      onAdded?.();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={kind?.name ?? t("leave.new")} gap="sm">
        <TextInput label={kind ? t("name") : t("leave.new")} required maxLength={200} value={given.name} onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })} />
        <Checkbox label={t("leave.paid")} description={t("leave.paid.effect")} checked={given.paid} onChange={(event) => setGiven({ ...given, paid: event.currentTarget.checked })} />
        {kind && (
          <Checkbox label={t("leave.active")} description={t("leave.active.effect")} checked={given.active} onChange={(event) => setGiven({ ...given, active: event.currentTarget.checked })} />
        )}
        {save.isError && <ProblemNotice error={save.error} />}
        <Saved shown={saved && !changed} />
        <Group>
          <Button type="submit" variant={kind ? "default" : "filled"} loading={save.isPending} disabled={!changed}>
            {kind ? t("save", { ns: "shared" }) : t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
