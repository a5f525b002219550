import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAndClock } from "../shared/format.ts";
import { Loaded } from "../shared/loaded.tsx";
import { ProblemNotice } from "../shared/problem.tsx";
import { api } from "../shared/session.ts";
import { NewSecondFactor, RecoveryCodes } from "./new_second_factor.tsx";

const queryKey = ["second_factor"];

/** One's own second factor: set up, or given up. */
export function SecondFactor() {
  const { t } = useTranslation("shared");
  const factor = useQuery({ queryKey, queryFn: () => take(api.GET("/api/v1/second-factor")) });
  return (
    <Stack>
      <Text size="sm">{t("factor.why")}</Text>
      <Loaded query={factor}>{(state) => (state.enrolled_at === null ? <SetUp /> : <GiveUp state={state} since={state.enrolled_at} />)}</Loaded>
    </Stack>
  );
}

interface FormProps {
  action: string;
  change: { isPending: boolean; isError: boolean; error: unknown; mutate: () => void };
  children: ReactNode;
}

function Form({ action, change, children }: FormProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit}>
      {children}
      {change.isError && <ProblemNotice error={change.error} />}
      <Button type="submit" loading={change.isPending}>
        {action}
      </Button>
    </Stack>
  );
}

function Password({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("shared");
  return (
    <PasswordInput label={t("password.current")} autoComplete="current-password" required value={value} onChange={(event) => onChange(event.currentTarget.value)} visibilityToggleButtonProps={{ "aria-label": t("password.show") }} />
  );
}

function CodeField({ why, value, onChange }: { why: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("shared");
  return (
    <TextInput label={t("factor.code")} description={why} autoComplete="one-time-code" required value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function SetUp() {
  const { t } = useTranslation("shared");
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({ mutationFn: () => take(api.POST("/api/v1/second-factor", { body: { password }, headers: once() })) });
  const confirm = useMutation({
    mutationFn: () => take(api.POST("/api/v1/second-factor/confirmation", { body: { code: code.trim() }, headers: once() })),
  });
  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.recovery_codes} onDone={() => void client.invalidateQueries({ queryKey })} />;
  }
  if (begin.data) {
    return (
      <Form action={t("factor.confirm")} change={confirm}>
        <NewSecondFactor made={begin.data} />
        <CodeField why={t("factor.code.first")} value={code} onChange={setCode} />
      </Form>
    );
  }
  return (
    <Form action={t("factor.setUp")} change={begin}>
      <Password value={password} onChange={setPassword} />
    </Form>
  );
}

function GiveUp({ state, since }: { state: Schemas["SecondFactor"]; since: string }) {
  const { t } = useTranslation("shared");
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const remove = useMutation({
    mutationFn: () => take(api.POST("/api/v1/second-factor/removal", { body: { password, code: code.trim() }, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <Form action={t("factor.remove")} change={remove}>
      <Text size="sm">{t("factor.since", { time: dateAndClock(since), left: state.recovery_codes_left })}</Text>
      <Text size="sm">{t(state.demanded ? "factor.remove.demanded" : "factor.remove.why")}</Text>
      <Password value={password} onChange={setPassword} />
      <CodeField why={t("factor.code.why")} value={code} onChange={setCode} />
    </Form>
  );
}
