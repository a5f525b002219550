import { NativeSelect, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languages } from "../../shared/i18n.ts";
import { example } from "./greeting_example.ts";
import { PolicyForm } from "./policy_form.tsx";

const longest = 200;

/** What the stations say: in which language, and where the company likes other words, which. */
export default function Greetings() {
  const { t } = useTranslation("settings");
  return (
    <PolicyForm label={t("section.greetings")}>
      {(given, change) => (
        <>
          <NativeSelect
            label={t("greetings")}
            description={t("greetings.effect")}
            value={given.language}
            onChange={(event) => change({ language: event.currentTarget.value })}
            data={[...new Set([...Object.keys(languages), "fr", given.language])].map((tag) => ({ value: tag, label: nameOf(tag) }))}
          />
          <Text size="sm">{t("greetings.texts")}</Text>
          {(["greeting_in", "greeting_out"] as const).map((name) => (
            <div key={name}>
              <TextInput label={t(name)} placeholder={t("greetings.usual")} maxLength={longest} value={given[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} />
              {given[name] && (
                <Text size="sm" c="dimmed" mt={4} role="status">
                  {t("greetings.example", { text: example(given[name], given.language) })}
                </Text>
              )}
            </div>
          ))}
        </>
      )}
    </PolicyForm>
  );
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
