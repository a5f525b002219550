import { Checkbox, NativeSelect, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { api } from "../../shared/session.ts";
import { falseIdentifications, thresholdFor } from "./false_identifications.ts";
import { PolicyForm, type Policy } from "./policy_form.tsx";

const numbers = [
  { name: "too_soon_seconds", min: 0 },
  { name: "work_day_gap_hours", min: 1, max: 24 },
  { name: "too_old_hours", min: 1 },
  { name: "future_tolerance_seconds", min: 0 },
  { name: "correction_deadline_days", min: 0, max: 3650 },
  { name: "sighting_days", min: 0, max: 3650 },
] as const;
const flags = ["second_approver", "self_approval", "keep_crops"] as const;
// Of a million strangers.
const mistakes = [10, 100, 1000, 10_000];

export default function Rules() {
  const { t } = useTranslation("settings");
  return (
    <PolicyForm label={t("section.rules")}>
      {(given, change) => (
        <>
          <Threshold cosine={given.match_threshold} onCosine={(match_threshold) => change({ match_threshold })} />
          {numbers.map(({ name, ...at }) => (
            <Whole key={name} name={name} at={at} value={given[name]} onChange={(value) => change({ [name]: value })} />
          ))}
          {flags.map((name) => (
            <Checkbox key={name} label={t(name)} description={t(`${name}.effect`)} checked={given[name]} onChange={(event) => change({ [name]: event.currentTarget.checked })} />
          ))}
          {given.keep_crops && <Whole name="crop_days" at={{ min: 1, max: 90 }} value={given.crop_days} onChange={(crop_days) => change({ crop_days })} />}
          <NativeSelect
            label={t("second_factor_for")}
            description={t("second_factor_for.effect")}
            value={given.second_factor_for}
            onChange={(event) => change({ second_factor_for: event.currentTarget.value as Policy["second_factor_for"] })}
            data={(["none", "administrators", "all"] as const).map((who) => ({ value: who, label: t(`second_factor_for.${who}`) }))}
          />
        </>
      )}
    </PolicyForm>
  );
}

interface WholeProps {
  name: string;
  at: { min: number; max?: number };
  value: number;
  onChange: (value: number) => void;
}

function Whole({ name, at, value, onChange }: WholeProps) {
  const { t } = useTranslation("settings");
  return (
    <TextInput
      type="number"
      {...at}
      step={1}
      required
      label={t(name)}
      description={t(`${name}.effect`)}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
    />
  );
}

/** From which likeness on a face is taken for a person's: chosen by how many strangers may be mistaken. */
function Threshold({ cosine, onCosine }: { cosine: number; onCosine: (cosine: number) => void }) {
  const { t, i18n } = useTranslation("settings");
  const presence = useQuery({ queryKey: ["presence", "counts"], queryFn: ({ signal }) => take(api.GET("/api/v1/presence", { signal })) });
  const people = Math.max(1, presence.data ? Object.values(presence.data.counts).reduce((sum, count) => sum + count, 0) : 1);
  const choices = mistakes.map((perMillion) => ({ cosine: thresholdFor(perMillion, people), perMillion }));
  const number = (value: number) => new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 }).format(value);
  return (
    <div>
      <NativeSelect
        label={t("threshold")}
        description={t("threshold.effect")}
        value={String(cosine)}
        onChange={(event) => onCosine(Number(event.currentTarget.value))}
        data={[
          ...(choices.some((choice) => choice.cosine === cosine) ? [] : [{ value: String(cosine), label: t("threshold.now", { cosine }) }]),
          ...choices.map((choice) => ({ value: String(choice.cosine), label: t("threshold.choice", { number: number(choice.perMillion), cosine: choice.cosine }) })),
        ]}
      />
      <Text size="sm" c="dimmed" mt={4} role="status">
        {t("threshold.told", { number: number(falseIdentifications(cosine, people, 1e6)), people: number(people) })}
      </Text>
    </div>
  );
}
