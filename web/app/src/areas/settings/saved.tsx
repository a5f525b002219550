import { Alert } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function Saved({ shown }: { shown: boolean }) {
  const { t } = useTranslation("settings");
  if (!shown) return null;
  return (
    <Alert role="status" color="green" icon={<IconCheck aria-hidden />}>
      {t("saved")}
    </Alert>
  );
}
