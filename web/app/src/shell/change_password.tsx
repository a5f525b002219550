import { Button, List, PasswordInput, Stack, Text } from "@mantine/core";
import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take } from "@attendsense/client";
import { ProblemNotice } from "../shared/problem.tsx";
import { api, signOut } from "../shared/session.ts";

const shortest = 12;

export function ChangePassword() {
  const { t } = useTranslation("shared");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const change = useMutation({
    mutationFn: () =>
      take(api.POST("/api/v1/sessions/password", { body: { current_password: current, new_password: next }, headers: once() })),
    // The server has ended every session, this one too.
    onSuccess: () => signOut(),
  });
  const rules: [string, boolean][] = [
    [t("password.rule.length", { count: shortest }), Array.from(next).length >= shortest],
    [t("password.rule.other"), next !== "" && next !== current],
    [t("password.rule.same"), next !== "" && next === again],
  ];
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const show = { "aria-label": t("password.show") };
  return (
    <Stack component="form" onSubmit={submit}>
      <PasswordInput label={t("password.current")} autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={show} />
      <PasswordInput label={t("password.new")} autoComplete="new-password" required value={next} onChange={(event) => setNext(event.currentTarget.value)} visibilityToggleButtonProps={show} />
      <PasswordInput label={t("password.again")} autoComplete="new-password" required value={again} onChange={(event) => setAgain(event.currentTarget.value)} visibilityToggleButtonProps={show} />
      <List size="sm" spacing={4} aria-live="polite">
        {rules.map(([rule, kept]) => (
          <List.Item key={rule} icon={kept ? <IconCheck size={16} aria-label={t("yes")} /> : <IconCircle size={16} aria-label={t("no")} />}>
            {rule}
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {t("password.effect")}
      </Text>
      {change.isError && <ProblemNotice error={change.error} />}
      <Button type="submit" loading={change.isPending} disabled={rules.some(([, kept]) => !kept)}>
        {t("password.change")}
      </Button>
    </Stack>
  );
}
