import { Button, Checkbox, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { company } from "../../shared/company.ts";
import { Saved } from "./saved.tsx";

type Role = Schemas["Role"];
type Permission = Schemas["Permission"];

const permissions: readonly Permission[] = [
  "view_own", "view_all", "approve_requests", "close_periods", "manage_employees", "manage_schedules", "manage_stations", "manage_company",
];
const fixed = ["employee", "administrator"]; // they keep their names

export default function Roles() {
  const { t } = useTranslation("settings");
  const query = useQuery({ ...company, staleTime: 0 });
  const [saved, setSaved] = useState(""); // outlives the form, which begins anew with what the server tells
  const [added, setAdded] = useState(0);
  return (
    <Loaded query={query} lines={8}>
      {({ roles }) => (
        <Stack>
          <Text size="sm">{t("roles.why")}</Text>
          {roles.map((role) => (
            <Form key={`${role.id} ${role.name} ${role.permissions.join()}`} role={role} saved={saved === role.id} onSaved={setSaved} />
          ))}
          <Form key={added} onAdded={() => setAdded(added + 1)} />
        </Stack>
      )}
    </Loaded>
  );
}

interface FormProps {
  role?: Role;
  saved?: boolean;
  onSaved?: (id: string) => void;
  onAdded?: () => void;
}

function Form({ role, saved = false, onSaved, onAdded }: FormProps) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [name, setName] = useState(role?.name ?? "");
  const [given, setGiven] = useState<readonly Permission[]>(role?.permissions ?? ["view_own"]);
  const chosen = permissions.filter((permission) => given.includes(permission));
  const named = role === undefined || !fixed.includes(role.name);
  const changed = !role || role.name !== name || permissions.some((permission) => role.permissions.includes(permission) !== given.includes(permission));
  const save = useMutation({
    mutationFn: () => {
      const body = { ...(named && { name: name.trim() }), permissions: chosen };
      if (!role) return take(api.POST("/api/v1/roles", { body: { name: name.trim(), permissions: chosen }, headers: once() }));
      return take(api.PATCH("/api/v1/roles/{role_id}", { params: { path: { role_id: role.id } }, body, headers: once() }));
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
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={role?.name ?? t("roles.new")} gap="sm">
        {named ? (
          <TextInput label={role ? t("name") : t("roles.new")} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        ) : (
          <Text fw={600}>{role.name}</Text>
        )}
        {permissions.map((permission) => (
          <Checkbox
            key={permission}
            label={t(`permission.${permission}`)}
            description={t(`permission.${permission}.effect`)}
            checked={given.includes(permission)}
            onChange={(event) => setGiven(event.currentTarget.checked ? [...given, permission] : given.filter((other) => other !== permission))}
          />
        ))}
        {save.isError && <ProblemNotice error={save.error} />}
        <Saved shown={saved && !changed} />
        <Group>
          <Button type="submit" variant={role ? "default" : "filled"} loading={save.isPending} disabled={!changed}>
            {role ? t("save", { ns: "shared" }) : t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
