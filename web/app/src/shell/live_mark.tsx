import { Badge, VisuallyHidden } from "@mantine/core";
import { IconBroadcast, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLive } from "../shared/live.ts";

export function LiveMark() {
  const { t } = useTranslation("shared");
  const live = useLive();
  const Icon = live ? IconBroadcast : IconPlugConnectedX;
  return (
    <Badge variant="light" color={live ? "green" : "gray"} leftSection={<Icon size={14} aria-hidden />} tt="none" title={t(live ? "live.yes.why" : "live.no.why")}>
      {t(live ? "live.yes" : "live.no")}
      <VisuallyHidden>: {t(live ? "live.yes.why" : "live.no.why")}</VisuallyHidden>
    </Badge>
  );
}
