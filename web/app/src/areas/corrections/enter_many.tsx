import { Alert, Button, Group, Modal, NativeSelect, Stack, Table, Text, Textarea, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { clock, dateAt, plusDays } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";

/** "The reader was down from 8 to 9": what would be added to whose day is shown before anything is. */
export default function EnterMany({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["corrections", "shared"]);
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t("many")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Form />
    </Modal>
  );
}

function Form() {
  const { t } = useTranslation(["corrections", "shared"]);
  const client = useQueryClient();
  const known = useQuery(company).data;
  const [given, setGiven] = useState(() => ({
    date: plusDays(dateAt(Intl.DateTimeFormat().resolvedOptions().timeZone), -1),
    ...{ from: "08:00", to: "09:00", direction: "in", site_id: "", reason: "" },
  }));
  const send = (preview: boolean) => {
    const { site_id, direction, ...rest } = given;
    const entrance = direction === "in";
    const body: Schemas["Outage"] = { ...rest, direction: entrance ? "in" : "out", at_shift: entrance ? "begin" : "end", ...(site_id && { site_id }), preview };
    return take(api.POST("/api/v1/corrections/bulk", { body, headers: once() }));
  };
  const preview = useMutation({ mutationFn: () => send(true) });
  const enter = useMutation({
    mutationFn: () => send(false),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ["corrections"] }), client.invalidateQueries({ queryKey: ["attendance"] })]),
  });
  const change = (name: keyof typeof given) => (event: { currentTarget: { value: string } }) => {
    preview.reset();
    setGiven({ ...given, [name]: event.currentTarget.value });
  };
  const field = (name: keyof typeof given) => ({ value: given[name], onChange: change(name) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  if (enter.data) {
    return (
      <Alert role="status" color="green" icon={<IconCheck aria-hidden />}>
        {t("many.done", { count: enter.data.items.length })}
      </Alert>
    );
  }
  return (
    <Stack component="form" onSubmit={submit}>
      <Text size="sm">{t("many.why")}</Text>
      <Group grow align="end">
        <TextInput type="date" label={t("many.date")} required {...field("date")} />
        <TextInput type="time" label={t("many.from")} required {...field("from")} />
        <TextInput type="time" label={t("many.to")} required {...field("to")} />
      </Group>
      <Group grow align="end">
        <NativeSelect label={t("many.missed")} {...field("direction")} data={[{ value: "in", label: t("many.in") }, { value: "out", label: t("many.out") }]} />
        <NativeSelect label={t("many.site")} {...field("site_id")} data={[{ value: "", label: t("many.all") }, ...(known?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />
      </Group>
      <Textarea label={t("reason")} required minLength={3} maxLength={500} autosize minRows={2} {...field("reason")} />
      {(preview.error ?? enter.error) && <ProblemNotice error={preview.error ?? enter.error} />}
      {preview.data && <Affected items={preview.data.items} />}
      <Group justify="end">
        <Button type="submit" variant="default" loading={preview.isPending}>
          {t("many.preview")}
        </Button>
        <Button disabled={!preview.data?.items.length} loading={enter.isPending} onClick={() => enter.mutate()}>
          {t("many.do", { count: preview.data?.items.length ?? 0 })}
        </Button>
      </Group>
    </Stack>
  );
}

function Affected({ items }: { items: Schemas["CorrectedMany"]["items"] }) {
  const { t } = useTranslation("corrections");
  if (items.length === 0) return <Text role="status">{t("many.nobody")}</Text>;
  return (
    <div role="region" aria-label={t("many.preview")} tabIndex={0} style={{ maxHeight: 260, overflowY: "auto" }}>
      <Table className="numbers">
        <Table.Tbody>
          {items.map(({ employee, at }) => (
            <Table.Tr key={`${employee.id} ${at}`}>
              <Table.Td>{employee.display_name}</Table.Td>
              <Table.Td ta="end">{clock(at, employee.time_zone)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
