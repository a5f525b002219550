import { Button, Checkbox, Group, Modal, NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { once, take } from "@attendsense/client";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { company } from "../../shared/company.ts";

export function NewEmployee({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["employees", "shared"]);
  return (
    <Modal opened={opened} onClose={onClose} title={t("new")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Form />
    </Modal>
  );
}

/** Who the person is; photos follow on the person's own page, where the quality of each is told. */
function Form() {
  const { t } = useTranslation(["employees", "shared"]);
  const [, go] = useLocation();
  const client = useQueryClient();
  const known = useQuery(company).data;
  const [consent, setConsent] = useState(false);
  const create = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => (form.get(name) as string | null)?.trim() ?? "";
      const [password, number] = [text("password"), text("number")];
      const body = {
        email: text("email"),
        given_name: text("given"),
        family_name: text("family"),
        role: text("role"),
        site_id: text("site"),
        consent,
        ...(password && { password }),
        ...(number && { personnel_number: number }),
      };
      return take(api.POST("/api/v1/employees", { body, headers: once() }));
    },
    onSuccess: async ({ employee }) => {
      await client.invalidateQueries({ queryKey: ["employees"] });
      go(`/employees/${employee.id}`);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate(new FormData(event.currentTarget as HTMLFormElement));
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Group grow>
        <TextInput name="given" label={t("given")} required maxLength={200} />
        <TextInput name="family" label={t("family")} required maxLength={200} />
      </Group>
      <TextInput name="email" type="email" label={t("email", { ns: "shared" })} required maxLength={254} />
      <Group grow>
        <NativeSelect name="role" label={t("role")} data={known?.roles.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
        <NativeSelect name="site" label={t("site")} data={known?.sites.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
      </Group>
      <TextInput name="number" label={t("number")} maxLength={40} />
      <PasswordInput
        name="password"
        label={t("password.first")}
        description={t("password.hint")}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("password.show", { ns: "shared" }) }}
      />
      <Checkbox label={t("consent")} description={t("consent.hint")} checked={consent} onChange={(event) => setConsent(event.currentTarget.checked)} />
      {create.isError && <ProblemNotice error={create.error} />}
      <Button type="submit" loading={create.isPending} disabled={!known}>
        {t("save", { ns: "shared" })}
      </Button>
    </Stack>
  );
}
