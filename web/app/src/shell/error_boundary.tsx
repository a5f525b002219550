import { Alert, Button, Center } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A defect of the app shows words and a way on, never a blank page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken />;
  }
}

function Broken() {
  const { t } = useTranslation("shared");
  return (
    <Center mih="50vh" p="md">
      <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t("broken.title")}>
        {t("broken.remedy")}
        <br />
        <Button mt="sm" size="xs" variant="default" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      </Alert>
    </Center>
  );
}
