import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ChangePassword } from "./change_password.tsx";
import { SecondFactor } from "./second_factor.tsx";
import { Sessions } from "./sessions.tsx";

const dialogs = {
  password: { title: "password.change", Content: ChangePassword },
  factor: { title: "factor", Content: SecondFactor },
  sessions: { title: "sessions", Content: Sessions },
} as const;
export type AccountDialog = keyof typeof dialogs;

/** What the account menu opens; loaded when somebody does. */
export default function AccountDialogs({ open, onClose }: { open: AccountDialog | undefined; onClose: () => void }) {
  const { t } = useTranslation("shared");
  return Object.entries(dialogs).map(([name, { title, Content }]) => (
    <Modal key={name} opened={name === open} onClose={onClose} title={t(title)} closeButtonProps={{ "aria-label": t("close") }}>
      <Content />
    </Modal>
  ));
}
