import { List, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@attendsense/client";
import { ago } from "../../shared/format.ts";

type Station = Schemas["Station"];
type CameraState = Schemas["CameraReport"]["state"];

const signs: Record<CameraState, { icon: Icon; color?: string }> = {
  opening: { icon: IconCircleDashed, color: "dimmed" },
  running: { icon: IconCircleCheck },
  lost: { icon: IconAlertTriangle, color: "var(--mantine-color-error)" },
  failed: { icon: IconAlertTriangle, color: "var(--mantine-color-error)" },
  ended: { icon: IconCircleDashed, color: "dimmed" },
  stopped: { icon: IconCircleDashed, color: "dimmed" },
};

/** The cameras as the server knows them, each with what the station said of it; one that it does not watch is told too. */
export function Cameras({ station }: { station: Station }) {
  const { t } = useTranslation("stations");
  return (
    <List listStyleType="none" size="sm" my="xs" aria-label={t("cameras")}>
      {station.cameras.map(({ id, name, direction }) => (
        <CameraLine key={id} name={`${name} (${t(`direction.${direction}`)})`} report={reportOf(station, name)} isReported={station.report !== null} />
      ))}
    </List>
  );
}

const reportOf = ({ report }: Station, camera: string) => report?.cameras.find(({ name }) => name === camera);

function CameraLine({ name, report, isReported }: { name: string; report?: Schemas["CameraReport"] | undefined; isReported: boolean }) {
  const { t } = useTranslation("stations");
  if (!report) return <List.Item>{isReported ? `${name}: ${t("camera.absent")}` : name}</List.Item>;
  const { icon: Sign, color } = signs[report.state];
  return (
    <List.Item>
      <Text span size="sm" {...(color && { c: color })}>
        <Sign size={16} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {name}: {t(`camera.${report.state}`)}
      </Text>
      {report.why && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {report.why}
        </Text>
      )}
    </List.Item>
  );
}

/** Its version, and what has not reached the server. */
export function Health({ report }: { report: NonNullable<Station["report"]> }) {
  const { t } = useTranslation("stations");
  return (
    <>
      {(["waiting", "set_aside", "dropped"] as const)
        .filter((count) => report[count] > 0)
        .map((count) => (
          <Text key={count} size="sm" c={count === "waiting" ? undefined : "var(--mantine-color-error)"}>
            {t(`spool.${count}`, { count: report[count] })}
          </Text>
        ))}
      <Text size="xs" c="dimmed">
        {t("version", { version: report.version })} · {t("changed", { age: ago(Date.parse(report.since)) })}
      </Text>
    </>
  );
}
