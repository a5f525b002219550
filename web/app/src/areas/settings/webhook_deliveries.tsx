import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAndClock } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { deliveriesOf } from "./queries.ts";

type Delivery = Schemas["WebhookDelivery"];

/** What the address was told of lately, and how to find out whether it listens. */
export function Deliveries({ webhook }: { webhook: Schemas["Webhook"] }) {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const [opened, log] = useDisclosure(false);
  const test = useMutation({
    mutationFn: () => take(api.POST("/api/v1/webhooks/{webhook_id}/test", { params: { path: { webhook_id: webhook.id } }, headers: once() })),
    onSuccess: () => {
      log.open();
      return client.invalidateQueries({ queryKey: deliveriesOf(webhook.id).queryKey });
    },
  });
  return (
    <Stack gap="sm">
      <Group>
        <Button size="xs" variant="default" disabled={webhook.state !== "active"} loading={test.isPending} onClick={() => test.mutate()}>
          {t("webhooks.test")}
        </Button>
        <Button size="xs" variant="default" aria-expanded={opened} onClick={log.toggle}>
          {t("webhooks.log")}
        </Button>
      </Group>
      {test.isError && <ProblemNotice error={test.error} />}
      {opened && <Log webhook={webhook} />}
    </Stack>
  );
}

function Log({ webhook }: { webhook: Schemas["Webhook"] }) {
  const { t } = useTranslation("settings");
  const query = useQuery(deliveriesOf(webhook.id));
  return (
    <Loaded query={query} lines={4}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm">{t("webhooks.log.none")}</Text>
        ) : (
          <ul className="plain" aria-label={t("webhooks.log")}>
            {items.map((delivery) => (
              <Line key={delivery.id} webhook={webhook} delivery={delivery} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Line({ webhook, delivery }: { webhook: Schemas["Webhook"]; delivery: Delivery }) {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", {
          params: { path: { webhook_id: webhook.id, delivery_id: delivery.id } },
          headers: once(),
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: deliveriesOf(webhook.id).queryKey }),
  });
  const answer = [t("webhooks.attempts", { attempts: delivery.attempts }), delivery.last_status && `HTTP ${delivery.last_status}`, delivery.last_error].filter(Boolean).join(" · ");
  return (
    <Group component="li" justify="space-between" py={8} wrap="nowrap" align="start">
      <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm" fw={600}>
          {dateAndClock(delivery.created_at)}: {t(`event.${delivery.type}`)}, {t(`delivery.${delivery.state}`)}
        </Text>
        <Text size="sm" c="dimmed">
          {answer}
        </Text>
        {again.isError && <ProblemNotice error={again.error} />}
      </div>
      <Button size="xs" variant="default" flex="none" disabled={webhook.state !== "active"} loading={again.isPending} onClick={() => again.mutate()}>
        {t("webhooks.again")}
      </Button>
    </Group>
  );
}
