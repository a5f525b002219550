import { Code, CopyButton, Button, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@attendsense/client";
import { QrCode } from "../shared/qr_code.tsx";

/** What the authenticator app reads, or somebody types into it. */
export function NewSecondFactor({ made }: { made: Schemas["NewSecondFactor"] }) {
  const { t } = useTranslation("shared");
  return (
    <Stack>
      <Text size="sm">{t("factor.scan")}</Text>
      <QrCode text={made.uri} label={t("factor.qr")} />
      <Text size="sm">{t("factor.type")}</Text>
      <Code block style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
        {made.key.replace(/(.{4})(?=.)/g, "$1 ")}
      </Code>
      <Copied text={made.key} />
    </Stack>
  );
}

/** Each signs in once where the phone is lost. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("shared");
  return (
    <Stack>
      <Text size="sm">{t("factor.codes.why")}</Text>
      <Code block component="ol" aria-label={t("factor.codes")} style={{ columns: 2, listStyle: "none", margin: 0 }}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Code>
      <Copied text={codes.join("\n")} />
      <Button onClick={onDone}>{t("factor.codes.done")}</Button>
    </Stack>
  );
}

function Copied({ text }: { text: string }) {
  const { t } = useTranslation("shared");
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button variant="default" leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={copy}>
          {copied ? t("copied") : t("copy")}
        </Button>
      )}
    </CopyButton>
  );
}
