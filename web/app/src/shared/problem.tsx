import { Alert, Button, List, Text } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { ProblemError, UnreachableError } from "@attendsense/client";
import { useTranslation } from "react-i18next";

/** What went wrong, in words, and what to do about it. */
export function ProblemNotice({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation("shared");
  const away = error instanceof UnreachableError;
  return (
    <Alert
      role="alert"
      color={away ? "gray" : "red"}
      icon={away ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={away ? t("away.title") : t("problem.title")}
    >
      {away ? <Text size="sm">{t("away.remedy")}</Text> : <Words error={error} />}
      {again && (
        <Button mt="sm" size="xs" variant="default" onClick={again}>
          {t("tryAgain")}
        </Button>
      )}
    </Alert>
  );
}

function Words({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation("shared");
  if (!(error instanceof ProblemError)) return <Text size="sm">{t("problem.unexpected")}</Text>;
  const known = `code.${error.code}`;
  return (
    <>
      <Text size="sm">{i18n.exists(known, { ns: "shared" }) ? t(known) : error.message}</Text>
      {error.fields.length > 0 && (
        <List size="sm" mt={4}>
          {error.fields.map(({ field, message }) => (
            <List.Item key={field + message}>
              {field} {message}
            </List.Item>
          ))}
        </List>
      )}
      {error.retryAfter !== null && <Text size="sm">{t("problem.wait", { count: error.retryAfter })}</Text>}
    </>
  );
}
