import { Button, Center, Group, Image, Loader, Paper, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { ProblemNotice } from "../shared/problem.tsx";
import { api, enter, signIn, type Challenge } from "../shared/session.ts";
import { LanguageChoice, ThemeChoice } from "./choices.tsx";

const SetUp = lazy(() => import("./set_up.tsx"));
const SecondStep = lazy(() => import("./second_step.tsx"));

export function SignIn() {
  const { t } = useTranslation("shared");
  const [challenge, setChallenge] = useState<Challenge>();
  const fresh = useFresh();
  useEffect(() => {
    document.title = `${t(fresh ? "setUp" : "signIn")} · AttendSense`;
  }, [t, fresh]);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={fresh ? 520 : 400}>
        <Group justify="center" gap="sm">
          <Image src="/icon.svg" w={40} h={40} alt="" />
          <Title order={1} size="h2">
            AttendSense
          </Title>
        </Group>
        <Paper withBorder p="lg">
          {challenge ? (
            <Suspense fallback={<Loader mx="auto" display="block" aria-label={t("loading")} />}>
              <SecondStep challenge={challenge} onAgain={() => setChallenge(undefined)} />
            </Suspense>
          ) : fresh ? (
            <Suspense fallback={<Loader mx="auto" display="block" aria-label={t("loading")} />}>
              <SetUp onChallenge={setChallenge} />
            </Suspense>
          ) : (
            <Password onChallenge={setChallenge} />
          )}
        </Paper>
        <Group justify="center" gap="xs">
          <LanguageChoice />
          <ThemeChoice />
        </Group>
      </Stack>
    </Center>
  );
}

/** Whether no company is registered here, so that nobody could sign in. Until the answer is there, somebody can try. */
function useFresh(): boolean {
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    // Not a query: what those keep is cleared when the app opens with nobody signed in.
    take(api.GET("/api/v1/setup")).then(
      ({ registered }) => setFresh(!registered),
      () => undefined,
    );
  }, []);
  return fresh;
}

function Password({ onChallenge }: { onChallenge: (challenge: Challenge) => void }) {
  const { t } = useTranslation("shared");
  const attempt = useMutation({
    mutationFn: (given: { email: string; password: string }) => signIn(given.email, given.password),
    onSuccess: (answer) => ("challenge" in answer ? onChallenge(answer) : enter(answer)),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    attempt.mutate({ email: text(form, "email"), password: text(form, "password") });
  };
  return (
    <Stack component="form" onSubmit={submit} aria-label={t("signIn")}>
      <TextInput name="email" type="email" label={t("email")} autoComplete="username" required autoFocus />
      <PasswordInput
        name="password"
        label={t("password")}
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
      />
      {attempt.isError && <ProblemNotice error={attempt.error} />}
      <Button type="submit" loading={attempt.isPending} fullWidth>
        {t("signIn")}
      </Button>
    </Stack>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
