import { Alert, Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Called } from "../../shared/called.tsx";
import { company } from "../../shared/company.ts";
import { dateAndClock } from "../../shared/format.ts";
import { useMe } from "../../shared/session.ts";
import { Crop } from "./crop.tsx";
import { Decide } from "./decide.tsx";
import type { Sighting } from "./queries.ts";

/** What a camera saw, what the server made of it, and what somebody says it was. */
export function SightingCard({ sighting, onDecided }: { sighting: Sighting; onDecided: (told: string) => void }) {
  const { t } = useTranslation("review");
  const decides = useMe().role.permissions.includes("approve_requests");
  const needed = useQuery(company).data?.policy.match_threshold;
  const { outcome, reason, review, best_display_name: nearest } = sighting;
  const when = dateAndClock(sighting.captured_at);
  return (
    <Paper withBorder p="md" component="article" aria-label={`${t(`outcome.${outcome}`)}, ${when}`}>
      <Group align="start" wrap="nowrap">
        <Crop sighting={sighting} />
        <Stack gap={4} flex={1} miw={0}>
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{when}</Text>
            <Badge variant="light" color={outcome === "spoof" ? "red" : "yellow"} tt="none">
              {t(`outcome.${outcome}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {sighting.station_name}, {sighting.camera_name}
          </Text>
          <Text size="sm">{t(`reason.${reason}`)}</Text>
          {nearest !== null && (
            <Text size="sm">{t("nearest", { name: nearest, likeness: sighting.best_similarity.toFixed(2), needed: needed?.toFixed(2) ?? "…" })}</Text>
          )}
        </Stack>
      </Group>
      {outcome === "spoof" && !review && (
        <Alert mt="sm" p="xs" color="red" icon={<IconAlertTriangle aria-hidden />}>
          {t("spoof.warning")}
        </Alert>
      )}
      {review && <Decided review={review} />}
      {!review && decides && <Decide sighting={sighting} onDecided={onDecided} />}
    </Paper>
  );
}

function Decided({ review }: { review: NonNullable<Sighting["review"]> }) {
  const { t } = useTranslation("review");
  const assigned = review.verdict === "assigned";
  return (
    <Stack gap={0} mt="sm">
      <Text size="sm" fw={600}>
        {assigned ? t("was", { name: review.display_name ?? t("erased") }) : t("dismissed")}
      </Text>
      <Line>
        {dateAndClock(review.at)}, <Called actor={review.by} />
      </Line>
      {review.note && <Line>{review.note}</Line>}
    </Stack>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
