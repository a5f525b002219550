import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { withChanged, type Rules } from "./schedule_draft.ts";

interface Props {
  rules: Rules;
  onChange: (part: Partial<Rules>) => void;
}

const minutes = ["grace_late_minutes", "grace_early_minutes", "paid_break_up_to_minutes", "shortest_break_minutes"] as const;
const counted = ["early_arrival_counts", "late_stay_counts"] as const;
const roundings = ["none", "nearest", "for_employee", "for_company"] as const;
const steps = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60] as const;
const mostLaws = 8;

/** How what was punched is counted. */
export function ScheduleRules({ rules, onChange }: Props) {
  const { t } = useTranslation("settings");
  return (
    <Stack>
      {minutes.map((name) => (
        <Minutes key={name} label={t(`rule.${name}`)} description={t(`rule.${name}.effect`)} value={rules[name]} onChange={(value) => onChange({ [name]: value })} />
      ))}
      <Laws laws={rules.legal_breaks} onChange={(legal_breaks) => onChange({ legal_breaks })} />
      {counted.map((name) => (
        <Checkbox key={name} label={t(`rule.${name}`)} description={t(`rule.${name}.effect`)} checked={rules[name]} onChange={(event) => onChange({ [name]: event.currentTarget.checked })} />
      ))}
      <Choice name="rounding" values={roundings} value={rules.rounding} onChange={(rounding) => onChange({ rounding })} />
      {rules.rounding !== "none" && (
        <NativeSelect
          label={t("rule.rounding_step_minutes")}
          value={String(rules.rounding_step_minutes)}
          onChange={(event) => onChange({ rounding_step_minutes: Number(event.currentTarget.value) as Rules["rounding_step_minutes"] })}
          data={steps.map(String)}
        />
      )}
      <Choice name="missing_leave" values={["leave_open", "close_at_shift_end"]} value={rules.missing_leave} onChange={(missing_leave) => onChange({ missing_leave })} />
      <Choice name="overtime" values={["never", "approved", "beyond_limit"]} value={rules.overtime} onChange={(overtime) => onChange({ overtime })} />
      {rules.overtime === "beyond_limit" && (
        <Minutes label={t("rule.overtime_limit_minutes")} value={rules.overtime_limit_minutes} onChange={(overtime_limit_minutes) => onChange({ overtime_limit_minutes })} />
      )}
    </Stack>
  );
}

function Minutes({ label, description, value, onChange }: { label: string; description?: string; value: number; onChange: (value: number) => void }) {
  return (
    <TextInput
      type="number"
      min={0}
      max={720}
      label={label}
      {...(description && { description })}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
    />
  );
}

interface ChoiceProps<Name extends "rounding" | "missing_leave" | "overtime"> {
  name: Name;
  values: readonly Rules[Name][];
  value: Rules[Name];
  onChange: (value: Rules[Name]) => void;
}

function Choice<Name extends "rounding" | "missing_leave" | "overtime">({ name, values, value, onChange }: ChoiceProps<Name>) {
  const { t } = useTranslation("settings");
  return (
    <NativeSelect
      label={t(`rule.${name}`)}
      description={t(`rule.${name}.effect`)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Rules[Name])}
      data={values.map((each) => ({ value: each, label: t(`rule.${name}.${each}`) }))}
    />
  );
}

/** Breaks that are deducted where nobody took them, as the law has it. */
function Laws({ laws, onChange }: { laws: Rules["legal_breaks"]; onChange: (laws: Rules["legal_breaks"]) => void }) {
  const { t } = useTranslation("settings");
  return (
    <Stack gap="xs" role="group" aria-label={t("rule.legal_breaks")}>
      <div>
        <Text size="sm">{t("rule.legal_breaks")}</Text>
        <Text size="xs" c="dimmed">
          {t("rule.legal_breaks.effect")}
        </Text>
      </div>
      {laws.map((law, place) => (
        <Group key={place} gap="xs" align="end" wrap="nowrap">
          {(["beyond_minutes", "least_minutes"] as const).map((name) => (
            <TextInput
              key={name}
              type="number"
              min={0}
              max={1440}
              flex={1}
              label={t(`rule.${name}`)}
              value={String(law[name])}
              onChange={(event) => onChange(withChanged(laws, place, { ...law, [name]: event.currentTarget.valueAsNumber || 0 }))}
            />
          ))}
          <ActionIcon variant="default" size={36} aria-label={t("rule.legal_breaks.remove")} onClick={() => onChange(withChanged(laws, place, undefined))}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {laws.length < mostLaws && (
        <Group>
          <Button variant="default" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...laws, { beyond_minutes: 360, least_minutes: 30 }])}>
            {t("rule.legal_breaks.add")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
