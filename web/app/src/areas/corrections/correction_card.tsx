import { Badge, Button, Group, Paper, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Called } from "../../shared/called.tsx";
import { useDeciding } from "../../shared/deciding.ts";
import { dateAndClock } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";

type Correction = Schemas["Correction"];
type Verdict = Schemas["CorrectionVerdict"]["verdict"];

const colors: Record<Correction["state"], string> = {
  requested: "yellow",
  half_approved: "yellow",
  approved: "green",
  refused: "red",
  withdrawn: "gray",
  undone: "gray",
};

/** What was asked for, beside what was punched; nothing is overwritten, so both stay to be seen. */
export function CorrectionCard({ correction, timeZone }: { correction: Correction; timeZone: string }) {
  const { t } = useTranslation(["corrections", "shared"]);
  // Names of others are for those who may see everybody.
  const names = useMe().role.permissions.includes("view_all");
  const { display_name: name, state, kind, original, decisions } = correction;
  const punch = (at: string, direction: "in" | "out") => `${dateAndClock(at, timeZone)}, ${t(`direction.${direction}`, { ns: "shared" })}`;
  const at = correction.at ?? original?.at;
  const direction = correction.direction ?? original?.direction;
  return (
    <Paper withBorder p="md" component="article" aria-label={`${name}: ${t(`kind.${kind}`)}`}>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          {name}: {t(`kind.${kind}`)}
        </Text>
        <Badge variant="light" color={colors[state]} tt="none">
          {t(`state.${state}`)}
        </Badge>
      </Group>
      {original && <Line name={t("original")} value={punch(original.at, original.direction)} />}
      <Line name={t("wanted")} value={kind === "remove" || !at || !direction ? t("nothing") : punch(at, direction)} />
      <Line name={t("reason")} value={correction.reason} />
      {decisions.map((decision) => (
        <Line
          key={decision.at}
          name={t(`state.${decision.verdict}`)}
          value={
            <>
              {dateAndClock(decision.at, timeZone)}
              {names && (
                <>
                  , <Called actor={decision.by} />
                </>
              )}
              {decision.note && `: ${decision.note}`}
            </>
          }
        />
      ))}
      <Text size="xs" c="dimmed" mt={4}>
        {t("asked", { time: dateAndClock(correction.requested_at, timeZone) })}
        {names && (
          <>
            , <Called actor={correction.requested_by} />
          </>
        )}
      </Text>
      <Decide correction={correction} />
    </Paper>
  );
}

function Line({ name, value }: { name: string; value: ReactNode }) {
  return (
    <Text size="sm">
      <Text span c="dimmed" size="sm">
        {name}:
      </Text>{" "}
      {value}
    </Text>
  );
}

function Decide({ correction }: { correction: Correction }) {
  const { t } = useTranslation(["corrections", "shared"]);
  const { decides, forOthers, own } = useDeciding(correction.employee_id);
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => {
      const params = { path: { correction_id: correction.id } };
      const body = { verdict, ...(note && { note }) };
      return take(api.POST("/api/v1/corrections/{correction_id}/decision", { params, body, headers: once() }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["corrections"] }),
  });
  const open = correction.state === "requested" || correction.state === "half_approved";
  const undoable = decides && correction.state === "approved";
  if (!undoable && !(open && (decides || own))) return null;
  return (
    <>
      {open && forOthers && (
        <Text size="sm" c="dimmed">
          {t("requests.own", { ns: "shared" })}
        </Text>
      )}
      <Group mt="sm" align="end">
        {undoable && (
          <Button size="xs" variant="default" loading={decide.isPending} onClick={() => decide.mutate("undo")}>
            {t("undo")}
          </Button>
        )}
        {open && decides && (
          <>
            <TextInput label={t("note")} flex="1 1 200px" maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <Button loading={decide.isPending} onClick={() => decide.mutate("approve")}>
              {t("approve")}
            </Button>
            <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate("refuse")}>
              {t("refuse")}
            </Button>
          </>
        )}
        {open && own && (
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate("withdraw")}>
            {t("withdraw")}
          </Button>
        )}
      </Group>
      {decide.isError && <ProblemNotice error={decide.error} />}
    </>
  );
}
