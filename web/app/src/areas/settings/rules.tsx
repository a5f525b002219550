import { Button, Checkbox, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { ifMatch, once, take, takeTagged, type Schemas, type Tagged } from "@attendsense/client";
import { languages } from "../../shared/i18n.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { falseIdentifications, thresholdFor } from "./false_identifications.ts";
import { policy } from "./queries.ts";
import { Saved } from "./saved.tsx";

type Policy = Schemas["Policy"];

type Whole = "too_soon_seconds" | "too_old_hours" | "future_tolerance_seconds" | "work_day_gap_hours" | "correction_deadline_days" | "crop_days";

const flags = ["second_approver", "self_approval", "keep_crops"] as const;
// Of a million strangers.
const mistakes = [10, 100, 1000, 10_000];

export default function Rules() {
  const query = useQuery(policy);
  const [saved, setSaved] = useState("");
  return (
    <Loaded query={query} lines={10}>
      {(loaded) => <Form key={loaded.etag} {...loaded} saved={saved === loaded.etag} onSaved={setSaved} />}
    </Loaded>
  );
}

function Form({ value, etag, saved, onSaved }: Tagged<Policy> & { saved: boolean; onSaved: (etag: string) => void }) {
  const { t } = useTranslation(["settings", "shared"]);
  const client = useQueryClient();
  const [given, setGiven] = useState<Policy>(value);
  const changed = (Object.keys(value) as (keyof Policy)[]).filter((name) => given[name] !== value[name]);
  const save = useMutation({
    mutationFn: () => {
      const body: Schemas["PolicyChange"] = Object.fromEntries(changed.map((name) => [name, given[name]]));
      return takeTagged(api.PATCH("/api/v1/company/policy", { body, headers: { ...ifMatch(etag), ...once() } }));
    },
    onSuccess: (now) => {
      client.setQueryData(policy.queryKey, now);
      onSaved(now.etag); // the form begins anew with it
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const number = (name: Whole, at: { min?: number; max?: number } = {}) => (
    <TextInput
      key={name}
      type="number"
      {...at}
      step={1}
      required
      label={t(name)}
      description={t(`${name}.effect`)}
      value={String(given[name])}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.valueAsNumber || 0 })}
    />
  );
  return (
    <Paper withBorder p="md">
      <Stack component="form" onSubmit={submit} aria-label={t("section.rules")}>
        <Threshold cosine={given.match_threshold} onCosine={(match_threshold) => setGiven({ ...given, match_threshold })} />
        {number("too_soon_seconds", { min: 0 })}
        {number("work_day_gap_hours", { min: 1, max: 24 })}
        {number("too_old_hours", { min: 1 })}
        {number("future_tolerance_seconds", { min: 0 })}
        {number("correction_deadline_days", { min: 0, max: 3650 })}
        {flags.map((name) => (
          <Checkbox
            key={name}
            label={t(name)}
            description={t(`${name}.effect`)}
            checked={given[name]}
            onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.checked })}
          />
        ))}
        {given.keep_crops && number("crop_days", { min: 1, max: 90 })}
        <NativeSelect
          label={t("second_factor_for")}
          description={t("second_factor_for.effect")}
          value={given.second_factor_for}
          onChange={(event) => setGiven({ ...given, second_factor_for: event.currentTarget.value as Policy["second_factor_for"] })}
          data={(["none", "administrators", "all"] as const).map((who) => ({ value: who, label: t(`second_factor_for.${who}`) }))}
        />
        <NativeSelect
          label={t("greetings")}
          description={t("greetings.effect")}
          value={given.language}
          onChange={(event) => setGiven({ ...given, language: event.currentTarget.value })}
          data={[...new Set([...Object.keys(languages), "fr", given.language])].map((tag) => ({ value: tag, label: nameOf(tag) }))}
        />
        {save.isError && <ProblemNotice error={save.error} />}
        <Saved shown={saved && changed.length === 0} />
        <Button type="submit" loading={save.isPending} disabled={changed.length === 0}>
          {t("save", { ns: "shared" })}
        </Button>
      </Stack>
    </Paper>
  );
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
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
