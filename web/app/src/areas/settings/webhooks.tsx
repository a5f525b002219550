import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { webhooks } from "./queries.ts";
import { NewWebhook, Webhook } from "./webhook_form.tsx";

export default function Webhooks() {
  const { t } = useTranslation("settings");
  const query = useQuery(webhooks);
  const [told, setTold] = useState<Schemas["WrittenWebhook"]>(); // whose secret is shown, this once
  const [added, setAdded] = useState(0); // each time an empty form
  return (
    <Loaded query={query} lines={6}>
      {({ items }) => (
        <Stack>
          <Text size="sm">{t("webhooks.why")}</Text>
          {told?.secret && <Secret name={told.webhook.name} secret={told.secret} onClose={() => setTold(undefined)} />}
          {items.map(({ id }) => (
            <Webhook key={id} id={id} onWritten={setTold} />
          ))}
          <NewWebhook
            key={added}
            onWritten={(written) => {
              setTold(written);
              setAdded(added + 1);
            }}
          />
        </Stack>
      )}
    </Loaded>
  );
}

function Secret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation("settings");
  return (
    <Alert role="status" color="green" title={t("webhooks.secret", { name })}>
      <Text size="sm">{t("webhooks.secret.once")}</Text>
      <Code block my="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {secret}
      </Code>
      <Button size="xs" variant="default" onClick={onClose}>
        {t("webhooks.secret.kept")}
      </Button>
    </Alert>
  );
}
