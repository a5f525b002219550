import { ActionIcon, Avatar, Group, Menu, Text, VisuallyHidden } from "@mantine/core";
import { IconDevices, IconKey, IconLogout, IconShieldLock } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { signOut, useMe } from "../shared/session.ts";
import type { AccountDialog } from "./account_dialogs.tsx";
import { LanguageChoice, ThemeChoice } from "./choices.tsx";

const AccountDialogs = lazy(() => import("./account_dialogs.tsx"));

export function AccountMenu() {
  const { t } = useTranslation("shared");
  const me = useMe();
  const [dialog, setDialog] = useState<AccountDialog>();
  const [wanted, setWanted] = useState(false);
  const open = (which: AccountDialog) => {
    setWanted(true);
    setDialog(which);
  };
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" size={40} radius="xl">
            <VisuallyHidden>{t("account", { name: me.display_name })}</VisuallyHidden>
            <Avatar radius="xl" size={32} color="indigo" variant="filled" aria-hidden>
              {(me.given_name[0] ?? "") + (me.family_name[0] ?? "")}
            </Avatar>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label component="div">
            <Text size="sm" fw={600} c="var(--mantine-color-text)">
              {me.display_name}
            </Text>
            <Text size="xs" truncate c="dimmed">
              {me.email}
            </Text>
          </Menu.Label>
          <Group px="sm" py="xs" gap="xs">
            <LanguageChoice />
            <ThemeChoice />
          </Group>
          <Menu.Divider />
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => open("password")}>
            {t("password.change")}
          </Menu.Item>
          <Menu.Item leftSection={<IconShieldLock size={16} aria-hidden />} onClick={() => open("factor")}>
            {t("factor")}
          </Menu.Item>
          <Menu.Item leftSection={<IconDevices size={16} aria-hidden />} onClick={() => open("sessions")}>
            {t("sessions")}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
            {t("signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {wanted && (
        <Suspense>
          <AccountDialogs open={dialog} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </>
  );
}
