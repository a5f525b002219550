import { Button, Checkbox, Group, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, ProblemError, take } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { dateAt } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { here } from "../../shared/zones.ts";
import { lastMonth } from "./last_month.ts";

export function ClosePeriod() {
  const { t } = useTranslation("periods");
  const client = useQueryClient();
  const sites = useQuery(company).data?.sites ?? [];
  const [given, setGiven] = useState(() => ({ ...lastMonth(dateAt(here)), site_id: "" }));
  const [force, setForce] = useState(false);
  const close = useMutation({
    mutationFn: () => {
      const { site_id, ...dates } = given;
      const body = { ...dates, ...(site_id && { site_id }), ...(force && { force }) };
      return take(api.POST("/api/v1/periods", { body, headers: once() }));
    },
    onSuccess: () => {
      setForce(false);
      return client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first === "periods" || first === "attendance" });
    },
  });
  const change = (name: keyof typeof given) => (event: { currentTarget: { value: string } }) => {
    close.reset();
    setForce(false);
    setGiven({ ...given, [name]: event.currentTarget.value });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    close.mutate();
  };
  const waiting = force || (close.error instanceof ProblemError && close.error.code === "period_has_requests");
  return (
    <Paper withBorder p="md" mb="md">
      <Stack component="form" onSubmit={submit} aria-label={t("close")} gap="sm">
        <Group align="end" gap="xs">
          <TextInput type="date" required label={t("from")} flex="1 1 140px" value={given.from} onChange={change("from")} />
          <TextInput type="date" required label={t("to")} min={given.from} flex="1 1 140px" value={given.to} onChange={change("to")} />
          <NativeSelect
            label={t("site")}
            flex="1 1 140px"
            value={given.site_id}
            onChange={change("site_id")}
            data={[{ value: "", label: t("site.all") }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <Button type="submit" leftSection={<IconLock size={16} aria-hidden />} loading={close.isPending}>
            {t("close")}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t("close.most")}
        </Text>
        {close.isError && <ProblemNotice error={close.error} />}
        {waiting && <Checkbox label={t("force")} description={t("force.effect")} checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />}
      </Stack>
    </Paper>
  );
}
