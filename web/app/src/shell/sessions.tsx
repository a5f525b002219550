import { Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAndClock } from "../shared/format.ts";
import { Loaded } from "../shared/loaded.tsx";
import { ProblemNotice } from "../shared/problem.tsx";
import { api } from "../shared/session.ts";

const queryKey = ["sessions"];

/** Where one is signed in, and an end to it. */
export function Sessions() {
  const { t } = useTranslation("shared");
  const client = useQueryClient();
  const sessions = useQuery({ queryKey, queryFn: () => take(api.GET("/api/v1/sessions")) });
  const end = useMutation({
    mutationFn: async (session: string | null): Promise<void> => {
      if (session === null) await take(api.DELETE("/api/v1/sessions/others", { headers: once() }));
      else await take(api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id: session } }, headers: once() }));
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <Stack>
      <Text size="sm">{t("sessions.why")}</Text>
      {end.isError && <ProblemNotice error={end.error} />}
      <Loaded query={sessions}>
        {({ items }) => (
          <Stack gap="xs">
            {items.map((session) => (
              <One key={session.id} session={session} onEnd={() => end.mutate(session.id)} busy={end.isPending} />
            ))}
            {items.length > 1 && (
              <Button variant="default" color="red" loading={end.isPending} onClick={() => end.mutate(null)}>
                {t("sessions.endOthers")}
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function One({ session, onEnd, busy }: { session: Schemas["AccountSession"]; onEnd: () => void; busy: boolean }) {
  const { t } = useTranslation("shared");
  const name = session.client || t("sessions.unknown");
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={600} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {t("sessions.used", { time: dateAndClock(session.last_used_at), address: session.address })}
          </Text>
          <Text size="xs" c="dimmed">
            {t("sessions.begun", { time: dateAndClock(session.begun_at) })}
          </Text>
        </div>
        {session.current ? (
          <Badge variant="outline" style={{ flexShrink: 0 }}>{t("sessions.current")}</Badge>
        ) : (
          <Button size="xs" variant="default" disabled={busy} onClick={onEnd} aria-label={t("sessions.endOne", { name })} style={{ flexShrink: 0 }}>
            {t("sessions.end")}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
