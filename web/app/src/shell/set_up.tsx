import { Alert, Button, Checkbox, Group, PasswordInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { ProblemNotice } from "../shared/problem.tsx";
import { api, enter, signIn, type Challenge } from "../shared/session.ts";
import { here, zones } from "../shared/zones.ts";


/** Registers the company and its first administrator, and signs them in. */
async function register(form: FormData, time_zone: string, consent: boolean) {
  const text = (name: string) => (form.get(name) as string).trim();
  const [email, password] = [text("email"), form.get("password") as string];
  const registered = await take(
    api.POST("/api/v1/setup", {
      body: {
        setup_code: text("code"),
        company: { name: text("company"), site: { name: text("site"), time_zone } },
        administrator: { email, given_name: text("given"), family_name: text("family"), password, consent },
      },
    }),
  );
  // The tokens of the answer are for programs; a browser has cookies. What nobody uses is ended.
  const headers = { Authorization: `Bearer ${registered.access_token}` };
  await fetch("/api/v1/sessions/current", { method: "DELETE", headers, credentials: "omit" }).catch(() => undefined);
  return signIn(email, password);
}

/** What is seen at the first start, while no company is registered. */
export default function SetUp({ onChallenge }: { onChallenge: (challenge: Challenge) => void }) {
  const { t } = useTranslation("shared");
  const [zone, setZone] = useState(here);
  const [consent, setConsent] = useState(false);
  const attempt = useMutation({
    mutationFn: (form: FormData) => register(form, zone, consent),
    onSuccess: (answer) => ("challenge" in answer ? onChallenge(answer) : enter(answer)),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    attempt.mutate(new FormData(event.currentTarget as HTMLFormElement));
  };
  return (
    <Stack component="form" onSubmit={submit} aria-label={t("setUp")}>
      <Text size="sm">{t("setUp.why")}</Text>
      <TextInput name="code" label={t("setUp.code")} description={t("setUp.code.hint")} required autoFocus autoComplete="off" maxLength={100} />
      <TextInput name="company" label={t("setUp.company")} required maxLength={200} autoComplete="organization" />
      <TextInput name="site" label={t("setUp.site")} description={t("setUp.site.hint")} required maxLength={200} />
      <Select label={t("setUp.zone")} description={t("setUp.zone.hint")} searchable allowDeselect={false} limit={100} data={zones} value={zone} onChange={(value) => value && setZone(value)} />
      <Text fw={600} mt="sm">
        {t("setUp.administrator")}
      </Text>
      <Group grow>
        <TextInput name="given" label={t("setUp.given")} required maxLength={200} autoComplete="given-name" />
        <TextInput name="family" label={t("setUp.family")} required maxLength={200} autoComplete="family-name" />
      </Group>
      <TextInput name="email" type="email" label={t("email")} required maxLength={254} autoComplete="username" />
      <PasswordInput
        name="password"
        label={t("password")}
        description={t("password.rule.length", { count: 12 })}
        required
        minLength={12}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
      />
      <Checkbox label={t("setUp.consent")} description={t("setUp.consent.hint")} checked={consent} onChange={(event) => setConsent(event.currentTarget.checked)} />
      {attempt.isError && <ProblemNotice error={attempt.error} />}
      <Button type="submit" loading={attempt.isPending} fullWidth>
        {t("setUp.do")}
      </Button>
      <Alert color="gray" p="xs">
        <Text size="sm">{t("setUp.next")}</Text>
      </Alert>
    </Stack>
  );
}
