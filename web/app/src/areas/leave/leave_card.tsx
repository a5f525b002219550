import { Badge, Button, Group, Paper, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { Called } from "../../shared/called.tsx";
import { useDeciding } from "../../shared/deciding.ts";
import { dateAndClock, dateInWords } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import type { Leave, State } from "./queries.ts";

type Verdict = Schemas["LeaveDecision"]["verdict"];

const colors: Record<State, string> = { requested: "yellow", approved: "green", refused: "red", withdrawn: "gray" };

/** What was asked for, and what became of it. */
export function LeaveCard({ leave }: { leave: Leave }) {
  const { t } = useTranslation("leave");
  const { permissions } = useMe().role;
  const names = permissions.includes("view_all"); // of others
  const decides = permissions.includes("approve_requests");
  const { display_name: name, leave_kind: kind, from, to, part, state } = leave;
  const dates = from === to ? dateInWords(from, "medium") : `${dateInWords(from, "medium")} – ${dateInWords(to, "medium")}`;
  return (
    <Paper withBorder p="md" component="article" aria-label={`${name}: ${kind.name}`}>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          {name}: {kind.name}
        </Text>
        <Badge variant="light" color={colors[state]} tt="none">
          {t(`state.${state}`)}
        </Badge>
      </Group>
      <Text size="sm">
        {dates}
        {part !== "whole" && `, ${t(`part.${part}`)}`} · {kind.paid ? t("paid") : t("unpaid")}
      </Text>
      {leave.reason && <Text size="sm">{leave.reason}</Text>}
      {leave.decided_at && (
        <Text size="sm" c="dimmed">
          {t(`state.${state}`)}: {dateAndClock(leave.decided_at)}
          {names && leave.decided_by && (
            <>
              , <Called actor={leave.decided_by} />
            </>
          )}
          {leave.note && `: ${leave.note}`}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {t("asked", { time: dateAndClock(leave.requested_at) })}
        {names && (
          <>
            , <Called actor={leave.requested_by} />
          </>
        )}
      </Text>
      {(state === "requested" || (state === "approved" && decides)) && <Decide leave={leave} />}
    </Paper>
  );
}

function Decide({ leave }: { leave: Leave }) {
  const { t } = useTranslation(["leave", "shared"]);
  const { decides, forOthers, own } = useDeciding(leave.employee_id);
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => {
      const params = { path: { leave_id: leave.id } };
      const body = { verdict, ...(note && { note }) };
      return take(api.POST("/api/v1/leaves/{leave_id}/decision", { params, body, headers: once() }));
    },
    onSettled: () => Promise.all(["leaves", "attendance"].map((first) => client.invalidateQueries({ queryKey: [first] }))),
  });
  const open = leave.state === "requested"; // what is approved can still be taken back
  return (
    <>
      {open && forOthers && (
        <Text size="sm" c="dimmed">
          {t("requests.own", { ns: "shared" })}
        </Text>
      )}
      <Group mt="sm" align="end">
        {decides && open && (
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
        {(open ? own : decides) && (
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate("withdraw")}>
            {t("withdraw")}
          </Button>
        )}
      </Group>
      {decide.isError && <ProblemNotice error={decide.error} />}
    </>
  );
}
