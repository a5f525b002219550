import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { type Employee } from "./queries.ts";

interface Props {
  employee: Employee;
  saving: boolean;
  onSave: (change: Schemas["EmployeeChange"]) => void;
}

/** What is known of somebody, to be changed; only what is different is sent. */
export function Details({ employee, saving, onSave }: Props) {
  const { t } = useTranslation(["employees", "shared"]);
  const known = useQuery(company).data;
  const first = {
    given_name: employee.given_name,
    family_name: employee.family_name,
    email: employee.email,
    role: employee.role.id,
    site_id: employee.site_id,
    personnel_number: employee.personnel_number,
    consent: employee.consent_at !== null,
  };
  const [given, setGiven] = useState(first);
  const names = Object.keys(first) as (keyof typeof first)[];
  const changed = names.filter((name) => given[name] !== first[name]);
  const field = (name: Exclude<keyof typeof first, "consent">) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [name]: event.currentTarget.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave(Object.fromEntries(changed.map((name) => [name, given[name]])));
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Group grow>
        <TextInput label={t("given")} required maxLength={200} {...field("given_name")} />
        <TextInput label={t("family")} required maxLength={200} {...field("family_name")} />
      </Group>
      <TextInput type="email" label={t("email", { ns: "shared" })} required maxLength={254} {...field("email")} />
      <Group grow>
        <NativeSelect label={t("role")} data={known?.roles.map(({ id, name }) => ({ value: id, label: name })) ?? []} {...field("role")} />
        <NativeSelect label={t("site")} data={known?.sites.map(({ id, name }) => ({ value: id, label: name })) ?? []} {...field("site_id")} />
      </Group>
      <TextInput label={t("number")} maxLength={40} {...field("personnel_number")} />
      <Checkbox
        label={t("consent")}
        description={t("consent.hint")}
        checked={given.consent}
        onChange={(event) => setGiven({ ...given, consent: event.currentTarget.checked })}
      />
      <Button type="submit" loading={saving} disabled={changed.length === 0}>
        {t("save", { ns: "shared" })}
      </Button>
    </Stack>
  );
}
