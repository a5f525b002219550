import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { ifMatch, once, take, type Schemas, type Tagged } from "@attendsense/client";
import { dateAndClock } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { webhookOf, webhooks } from "./queries.ts";
import { Saved } from "./saved.tsx";
import { Deliveries } from "./webhook_deliveries.tsx";

type Told = Schemas["Webhook"];
type Written = Schemas["WrittenWebhook"];
type Fields = Pick<Told, "name" | "url" | "events">;

const kinds = ["punch", "sighting", "correction", "leave", "alert"] as const;

export function NewWebhook({ onWritten }: { onWritten: (written: Written) => void }) {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const [given, setGiven] = useState<Fields>({ name: "", url: "https://", events: ["punch", "correction"] });
  const add = useMutation({
    mutationFn: () => take(api.POST("/api/v1/webhooks", { body: given, headers: once() })),
    onSuccess: async (written) => {
      await client.invalidateQueries({ queryKey: webhooks.queryKey });
      onWritten(written);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={t("webhooks.new")}>
        <Text fw={600}>{t("webhooks.new")}</Text>
        <Inputs given={given} onChange={(change) => setGiven({ ...given, ...change })} />
        {add.isError && <ProblemNotice error={add.error} />}
        <Group>
          <Button type="submit" loading={add.isPending} disabled={given.events.length === 0}>
            {t("add")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Inputs({ given, onChange }: { given: Fields; onChange: (change: Partial<Fields>) => void }) {
  const { t } = useTranslation("settings");
  return (
    <>
      <TextInput label={t("name")} required maxLength={100} value={given.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <TextInput
        type="url"
        label={t("webhooks.url")}
        description={t("webhooks.url.effect")}
        required
        minLength={9}
        maxLength={2000}
        value={given.url}
        onChange={(event) => onChange({ url: event.currentTarget.value.trim() })}
      />
      <Checkbox.Group label={t("webhooks.events")} value={given.events} onChange={(events) => onChange({ events: kinds.filter((kind) => events.includes(kind)) })}>
        <Stack gap="xs" mt="xs">
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`event.${kind}`)} description={t(`event.${kind}.effect`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}

/** Pause, resume or another secret, whatever else it is like. */
function isOrder(change: Schemas["WebhookChange"]): boolean {
  return change.state !== undefined || change.rotate_secret === true;
}

/** Loaded by itself, for the tag that its changes carry. */
export function Webhook({ id, onWritten }: { id: string; onWritten: (written: Written) => void }) {
  const query = useQuery(webhookOf(id));
  return (
    <Loaded query={query} lines={4}>
      {(tagged) => <Card {...tagged} onWritten={onWritten} />}
    </Loaded>
  );
}

function Card({ value, etag, onWritten }: Tagged<Told> & { onWritten: (written: Written) => void }) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [change, setChange] = useState<Partial<Fields>>({});
  const path = { webhook_id: value.id };
  const again = () => client.invalidateQueries({ queryKey: webhooks.queryKey });
  const write = useMutation({
    mutationFn: (body: Schemas["WebhookChange"]) => {
      // Only fields depend on what was seen; the tag also changes with each delivery that begins to fail.
      const headers = isOrder(body) ? once() : { ...ifMatch(etag), ...once() };
      return take(api.PATCH("/api/v1/webhooks/{webhook_id}", { params: { path }, body, headers }));
    },
    onSuccess: (written, sent) => {
      if (!isOrder(sent)) setChange({});
      if (written.secret) onWritten(written);
    },
    onSettled: again, // after a conflict too: what somebody else changed is shown, what is typed stays
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    write.mutate(change);
  };
  const given = { ...value, ...change };
  const changed = JSON.stringify(given) !== JSON.stringify(value);
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2} size="h5">
          {value.name}
        </Title>
        <State webhook={value} />
        <Stack component="form" onSubmit={submit} aria-label={value.name}>
          <Inputs given={given} onChange={(part) => setChange({ ...change, ...part })} />
          {write.isError && <ProblemNotice error={write.error} />}
          <Saved shown={write.isSuccess && !changed} />
          <Group>
            <Button type="submit" variant="default" loading={write.isPending} disabled={!changed || given.events.length === 0}>
              {t("save", { ns: "shared" })}
            </Button>
            <Button variant="default" disabled={write.isPending} onClick={() => write.mutate({ state: value.state === "active" ? "paused" : "active" })}>
              {value.state === "active" ? t("webhooks.pause") : t("webhooks.resume")}
            </Button>
            <Button variant="default" disabled={write.isPending} onClick={() => write.mutate({ rotate_secret: true })}>
              {t("webhooks.rotate")}
            </Button>
            <Remove id={value.id} />
          </Group>
          <Text size="sm" c="dimmed">
            {t("webhooks.rotate.effect")}
          </Text>
        </Stack>
        <Deliveries webhook={value} />
      </Stack>
    </Paper>
  );
}

function State({ webhook }: { webhook: Told }) {
  const { t } = useTranslation("settings");
  return (
    <Text size="sm">
      {t(`webhooks.state.${webhook.state}`)}
      {webhook.failing_since && ` · ${t("webhooks.failing", { since: dateAndClock(webhook.failing_since) })}`}
      {webhook.previous_secret_until && ` · ${t("webhooks.previous", { until: dateAndClock(webhook.previous_secret_until) })}`}
    </Text>
  );
}

function Remove({ id }: { id: string }) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [asked, ask] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/webhooks/{webhook_id}", { params: { path: { webhook_id: id } }, headers: once() })),
    onSettled: () => client.invalidateQueries({ queryKey: webhooks.queryKey, exact: true }),
  });
  if (!asked) {
    return (
      <Button variant="default" onClick={ask.open}>
        {t("remove")}
      </Button>
    );
  }
  return (
    <>
      <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t("webhooks.remove")}
      </Button>
      <Button variant="default" onClick={ask.close}>
        {t("cancel", { ns: "shared" })}
      </Button>
      {remove.isError && <ProblemNotice error={remove.error} />}
    </>
  );
}
