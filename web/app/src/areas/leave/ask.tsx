import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { dateAt } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import { here } from "../../shared/zones.ts";
import { kinds } from "./queries.ts";

const parts: readonly Schemas["DayPart"][] = ["whole", "first_half", "second_half"];

/** For oneself; whoever decides asks for anybody, and may approve it in the same breath. */
export default function Ask({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["leave", "shared"]);
  const query = useQuery(kinds);
  return (
    <Modal opened={opened} onClose={onClose} title={t("ask")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Loaded query={query}>{(some) => (some.length === 0 ? <Alert color="yellow">{t("kinds.none")}</Alert> : <Form kinds={some} />)}</Loaded>
    </Modal>
  );
}

function Form({ kinds: some }: { kinds: Schemas["LeaveKind"][] }) {
  const { t } = useTranslation(["leave", "shared"]);
  const client = useQueryClient();
  const decides = useMe().role.permissions.includes("approve_requests");
  const [today] = useState(() => dateAt(here));
  const [given, setGiven] = useState({ leave_kind_id: some[0]?.id ?? "", from: today, to: today, part: "whole" as Schemas["DayPart"], reason: "" });
  const [employee, setEmployee] = useState("");
  const [approve, setApprove] = useState(false);
  const ask = useMutation({
    mutationFn: () => {
      const body = { ...given, ...(employee && { employee_id: employee }), ...(approve && { approve }) };
      return take(api.POST("/api/v1/leaves", { body, headers: once() }));
    },
    onSuccess: () => Promise.all(["leaves", "attendance"].map((first) => client.invalidateQueries({ queryKey: [first] }))),
  });
  if (ask.data) {
    return (
      <Alert role="status" color="green" icon={<IconCheck aria-hidden />}>
        {t(`told.${ask.data.state === "approved" ? "approved" : "asked"}`)}
      </Alert>
    );
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const field = (name: "leave_kind_id" | "from" | "to" | "reason") => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const value = event.currentTarget.value;
      // A leave that would end before it begins is of one day.
      setGiven({ ...given, [name]: value, ...(name === "from" && value > given.to && { to: value }) });
    },
  });
  return (
    <Stack component="form" onSubmit={submit}>
      {decides && (
        <Group>
          <PersonChoice all={t("whom")} employee={employee} onEmployee={setEmployee} />
        </Group>
      )}
      <NativeSelect label={t("kind")} {...field("leave_kind_id")} data={some.map(({ id, name }) => ({ value: id, label: name }))} />
      <Group grow>
        <TextInput type="date" required label={t("from")} {...field("from")} />
        <TextInput type="date" required label={t("to")} min={given.from} {...field("to")} />
      </Group>
      <NativeSelect
        label={t("part")}
        value={given.part}
        onChange={(event) => setGiven({ ...given, part: event.currentTarget.value as Schemas["DayPart"] })}
        data={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
      />
      <Textarea label={t("reason")} maxLength={500} autosize minRows={2} {...field("reason")} />
      {decides && <Checkbox label={t("approve.now")} checked={approve} onChange={(event) => setApprove(event.currentTarget.checked)} />}
      {ask.isError && <ProblemNotice error={ask.error} />}
      <Button type="submit" loading={ask.isPending}>
        {t("send", { ns: "shared" })}
      </Button>
    </Stack>
  );
}
