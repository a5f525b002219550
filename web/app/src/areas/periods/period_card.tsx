import { Alert, Badge, Button, Code, Group, Paper, Text, TextInput } from "@mantine/core";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take } from "@attendsense/client";
import { Called } from "../../shared/called.tsx";
import { company } from "../../shared/company.ts";
import { followLink } from "../../shared/follow_link.ts";
import { dateAndClock, dateInWords } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { Changes } from "./changes.tsx";
import type { Period } from "./queries.ts";

export function PeriodCard({ period }: { period: Period }) {
  const { t } = useTranslation("periods");
  const sites = useQuery(company).data?.sites ?? [];
  const [comparing, setComparing] = useState(false);
  const closed = period.state === "closed";
  const dates = `${dateInWords(period.from, "medium")} – ${dateInWords(period.to, "medium")}`;
  const site = period.site_id === null ? t("site.all") : (sites.find(({ id }) => id === period.site_id)?.name ?? "…");
  return (
    <Paper withBorder p="md" component="article" aria-label={dates}>
      <Group justify="space-between" mb={4}>
        <Text fw={600}>{dates}</Text>
        <Badge variant="light" color={closed ? "green" : "gray"} tt="none">
          {t(`state.${period.state}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {site} · {t("closed", { time: dateAndClock(period.closed_at) })}, <Called actor={period.closed_by} />
      </Text>
      {period.reopened_at && period.reopened_by && (
        <Text size="sm" c="dimmed">
          {t("reopened", { time: dateAndClock(period.reopened_at) })}, <Called actor={period.reopened_by} />: {period.reason}
        </Text>
      )}
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        SHA-256 <Code>{period.hash}</Code>
      </Text>
      {closed && (
        <>
          <Group gap="xs" mt="sm">
            <Verify period={period} />
            <Button variant="default" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              {t("compare")}
            </Button>
            <Export period={period} />
          </Group>
          {comparing && <Changes period={period.id} />}
          <Reopen period={period} called={dates} />
        </>
      )}
    </Paper>
  );
}

/** Whether what was kept is what was closed. */
function Verify({ period }: { period: Period }) {
  const { t } = useTranslation("periods");
  const params = { path: { period_id: period.id } };
  const verify = useMutation({ mutationFn: () => take(api.GET("/api/v1/periods/{period_id}/verify", { params })) });
  const found = verify.data;
  return (
    <>
      <Button variant="light" loading={verify.isPending} onClick={() => verify.mutate()}>
        {t("verify")}
      </Button>
      {verify.isError && <ProblemNotice error={verify.error} />}
      {found && (
        <Alert
          role="status"
          p="xs"
          flex="1 1 100%"
          style={{ order: 1 }}
          color={found.intact ? "green" : "red"}
          icon={found.intact ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />}
        >
          {found.intact && t("verify.intact", { count: found.sheets })}
          {!found.intact && (found.changed.length > 0 ? t("verify.broken", { count: found.changed.length }) : t("verify.differs"))}
          {found.erased > 0 && ` ${t("verify.erased", { count: found.erased })}`}
        </Alert>
      )}
    </>
  );
}

/** What payroll takes over, as a file. */
function Export({ period }: { period: Period }) {
  const { t } = useTranslation("periods");
  const query = { from: period.from, to: period.to, ...(period.site_id && { site_id: period.site_id }) };
  const file = useMutation({
    mutationFn: () =>
      followLink(`/api/v1/reports/payroll?${new URLSearchParams({ ...query, format: "csv" }).toString()}`, () =>
        take(api.GET("/api/v1/periods", { params: { query: { limit: 1 } } })),
      ),
  });
  return (
    <>
      <Button variant="default" loading={file.isPending} onClick={() => file.mutate()}>
        {t("export")}
      </Button>
      {file.isError && <ProblemNotice error={file.error} />}
    </>
  );
}

function Reopen({ period, called }: { period: Period; called: string }) {
  const { t } = useTranslation("periods");
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const reopen = useMutation({
    mutationFn: () => {
      const params = { path: { period_id: period.id } };
      return take(api.POST("/api/v1/periods/{period_id}/reopen", { params, body: { reason }, headers: once() }));
    },
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first === "periods" || first === "attendance" }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    reopen.mutate();
  };
  return (
    <>
      <Group component="form" onSubmit={submit} mt="sm" align="end" gap="xs" aria-label={`${t("reopen")}: ${called}`}>
        <TextInput label={t("reason")} description={t("reopen.effect")} required minLength={3} maxLength={500} flex="1 1 240px" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={reopen.isPending}>
          {t("reopen")}
        </Button>
      </Group>
      {reopen.isError && <ProblemNotice error={reopen.error} />}
    </>
  );
}
