import { Button, Loader, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { ProblemNotice } from "../shared/problem.tsx";
import { answerChallenge, api, enter, type Challenge, type Me } from "../shared/session.ts";
import { NewSecondFactor, RecoveryCodes } from "./new_second_factor.tsx";

/** After the password: a code, of a second factor that is set up here where the company demands one and there is none. */
export default function SecondStep({ challenge, onAgain }: { challenge: Challenge; onAgain: () => void }) {
  const { t } = useTranslation("shared");
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<{ list: string[]; whose: Me }>();
  const enrols = challenge.owed === "enrolment";
  const made = useQuery({
    queryKey: ["challenge", challenge.challenge],
    queryFn: () => take(api.POST("/api/v1/sessions/challenge/second-factor", { body: { challenge: challenge.challenge } })),
    enabled: enrols,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: false,
    meta: { keep: false },
  });
  const answer = useMutation({
    mutationFn: () => answerChallenge(challenge.challenge, code.trim()),
    onSuccess: ({ employee, recovery_codes: list }) => {
      if (list.length === 0) enter(employee);
      else setCodes({ list, whose: employee });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    answer.mutate();
  };
  if (codes) return <RecoveryCodes codes={codes.list} onDone={() => enter(codes.whose)} />;
  return (
    <Stack component="form" onSubmit={submit} aria-label={t("factor.step")}>
      {enrols && <Text size="sm">{t("factor.demanded")}</Text>}
      {enrols && made.isPending && <Loader mx="auto" aria-label={t("loading")} />}
      {made.isError && <ProblemNotice error={made.error} />}
      {made.data && <NewSecondFactor made={made.data} />}
      <TextInput
        label={t("factor.code")}
        description={enrols ? t("factor.code.first") : t("factor.code.why")}
        autoComplete="one-time-code"
        required
        autoFocus={!enrols}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {answer.isError && <ProblemNotice error={answer.error} />}
      <Button type="submit" loading={answer.isPending}>
        {t("signIn")}
      </Button>
      <Button variant="subtle" onClick={onAgain}>
        {t("cancel")}
      </Button>
    </Stack>
  );
}
