import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ago } from "./format.ts";
import { ProblemNotice } from "./problem.tsx";

interface Props<Value> {
  query: UseQueryResult<Value>;
  /** How many grey lines stand for what is not there yet. */
  lines?: number;
  children: (value: Value) => ReactNode;
}

/** What a query brought; until then its outline; where it fails, why; and what was seen last, with its age. */
export function Loaded<Value>({ query, lines = 4, children }: Props<Value>) {
  const again = () => void query.refetch();
  if (query.data === undefined) {
    if (query.isError) return <ProblemNotice error={query.error} again={again} />;
    return <Outline lines={lines} />;
  }
  return (
    <>
      {query.isError && <Stale at={query.dataUpdatedAt} />}
      {children(query.data)}
    </>
  );
}

function Stale({ at }: { at: number }) {
  const { t } = useTranslation("shared");
  return (
    <Alert role="status" color="yellow" icon={<IconCloudOff aria-hidden />} mb="md" p="xs">
      {t("stale", { age: ago(at) })}
    </Alert>
  );
}

function Outline({ lines }: { lines: number }) {
  const { t } = useTranslation("shared");
  return (
    <Stack gap="sm" role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={28} radius="sm" />
      ))}
    </Stack>
  );
}
