import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import type { Sighting } from "./queries.ts";

// Somebody was recognised, and only not booked. Of a stranger the nearest is no proposal: it would be taken too easily.
const recognised: readonly Sighting["outcome"][] = ["too_old", "unclear"];

/** "This is …", or nobody of ours. */
export function Decide({ sighting, onDecided }: { sighting: Sighting; onDecided: (told: string) => void }) {
  const { t } = useTranslation(["review", "shared"]);
  const client = useQueryClient();
  const enrols = useMe().role.permissions.includes("manage_employees");
  const second = useQuery(company).data?.policy.second_approver ?? false;
  const [assigning, setAssigning] = useState(false);
  const proposed = recognised.includes(sighting.outcome) ? sighting.best_employee_id : null;
  const [employee, setEmployee] = useState(proposed ?? "");
  const [direction, setDirection] = useState<Schemas["Direction"] | "">("");
  const [photo, setPhoto] = useState(false);
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (body: Schemas["SightingDecision"]) => {
      const params = { path: { sighting_id: sighting.id } };
      return take(api.POST("/api/v1/sightings/{sighting_id}/decision", { params, body: { ...body, ...(note && { note }) }, headers: once() }));
    },
    onSuccess: ({ review }) => {
      const told = review?.verdict !== "assigned" ? "told.dismissed" : second ? "told.half" : "told.assigned";
      onDecided(t(told, { name: review?.display_name ?? "" }));
      return client.invalidateQueries({ predicate: ({ queryKey: [first] }) => ["sightings", "corrections", "attendance"].includes(String(first)) });
    },
  });
  const assign = (event: SyntheticEvent) => {
    event.preventDefault();
    decide.mutate({ verdict: "assigned", employee_id: employee, ...(direction && { direction }), ...(photo && { add_template: true }) });
  };
  if (!assigning) {
    return (
      <>
        <Group mt="sm" gap="xs" align="end">
          <Button variant="light" onClick={() => setAssigning(true)}>
            {t("this.is")}
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ verdict: "dismissed" })}>
            {t("dismiss")}
          </Button>
          <TextInput label={t("note")} flex="1 1 160px" maxLength={250} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </Group>
        {decide.isError && <ProblemNotice error={decide.error} />}
      </>
    );
  }
  return (
    <Stack component="form" onSubmit={assign} mt="sm" gap="xs" aria-label={t("this.is")}>
      <Group gap="xs" align="end">
        <PersonChoice all={t("whom")} employee={employee} onEmployee={setEmployee} called={sighting.best_display_name ?? ""} labelled />
        <NativeSelect
          label={t("way")}
          flex="1 1 140px"
          value={direction}
          onChange={(event) => setDirection(event.currentTarget.value as Schemas["Direction"] | "")}
          data={[{ value: "", label: t("way.camera") }, ...(["in", "out"] as const).map((way) => ({ value: way, label: t(`direction.${way}`, { ns: "shared" }) }))]}
        />
      </Group>
      <TextInput label={t("note")} maxLength={250} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {sighting.crop && enrols && (
        <Checkbox label={t("photo")} description={t("photo.why")} checked={photo} onChange={(event) => setPhoto(event.currentTarget.checked)} />
      )}
      {decide.isError && <ProblemNotice error={decide.error} />}
      <Group gap="xs">
        <Button type="submit" disabled={!employee} loading={decide.isPending}>
          {t("enter")}
        </Button>
        <Button variant="default" onClick={() => setAssigning(false)}>
          {t("cancel", { ns: "shared" })}
        </Button>
      </Group>
    </Stack>
  );
}
