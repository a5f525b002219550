import { Alert, Anchor, Badge, Button, Grid, Group, Modal, Paper, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { ifMatch, once, take, type Schemas, type Tagged } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";
import Attendance from "./attendance.tsx";
import { Details } from "./details.tsx";
import { Photos } from "./photos.tsx";
import { employeeOf, type Employee } from "./queries.ts";

export type Change = Schemas["EmployeeChange"];

export function EmployeePage({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const query = useQuery(employeeOf(id));
  return (
    <Page title={query.data?.value.display_name ?? t("area")}>
      <Anchor component={Link} href="/employees" size="sm">
        <IconArrowLeft size={14} aria-hidden /> {t("back")}
      </Anchor>
      <Loaded query={query} lines={8}>
        {(loaded) => <Person {...loaded} />}
      </Loaded>
    </Page>
  );
}

/** A change of what was read; somebody else's in between is told, not overwritten. */
function useChange({ value, etag }: Tagged<Employee>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) => {
      const params = { path: { employee_id: value.id } };
      return take(api.PATCH("/api/v1/employees/{employee_id}", { params, body, headers: { ...ifMatch(etag), ...once() } }));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: employeeOf(value.id).queryKey }),
        client.invalidateQueries({ queryKey: ["employees"] }),
      ]),
  });
}

function Person(loaded: Tagged<Employee>) {
  const { t } = useTranslation("employees");
  const employee = loaded.value;
  const change = useChange(loaded);
  const active = employee.state === "active";
  const me = useMe();
  const own = me.id === employee.id;
  const seesAll = me.role.permissions.includes("view_all");
  return (
    <Grid mt="sm">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Paper withBorder p="md">
          <Badge mb="sm" variant="light" color={active ? "green" : "gray"} tt="none">
            {t(`state.${employee.state}`)}
          </Badge>
          <Details key={loaded.etag} employee={employee} saving={change.isPending} onSave={(body) => change.mutate(body)} />
          {change.isError && <ProblemNotice error={change.error} />}
        </Paper>
        {!own && (
          <Paper withBorder p="md" mt="md">
            <Text size="sm" mb="sm">
              {t("deactivate.effect")}
            </Text>
            <Group>
              <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ state: active ? "inactive" : "active" })}>
                {t(active ? "deactivate" : "activate")}
              </Button>
              <Erase employee={employee} />
            </Group>
          </Paper>
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Photos employee={employee} />
      </Grid.Col>
      {seesAll && (
        <Grid.Col span={12}>
          <Attendance employee={employee.id} />
        </Grid.Col>
      )}
    </Grid>
  );
}

function Erase({ employee }: { employee: Employee }) {
  const { t } = useTranslation(["employees", "shared"]);
  const [asked, ask] = useDisclosure(false);
  const [, go] = useLocation();
  const client = useQueryClient();
  const erase = useMutation({
    mutationFn: () => take(api.DELETE("/api/v1/employees/{employee_id}", { params: { path: { employee_id: employee.id } }, headers: once() })),
    onSuccess: async () => {
      client.removeQueries({ queryKey: employeeOf(employee.id).queryKey });
      await client.invalidateQueries({ queryKey: ["employees"] });
      go("/employees");
    },
  });
  return (
    <>
      <Button variant="light" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={ask.open}>
        {t("erase")}
      </Button>
      <Modal opened={asked} onClose={ask.close} title={t("erase.title", { name: employee.display_name })} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
        <Stack>
          <Alert color="red">{t("erase.effect")}</Alert>
          {erase.isError && <ProblemNotice error={erase.error} />}
          <Group justify="end">
            <Button variant="default" onClick={ask.close}>
              {t("cancel", { ns: "shared" })}
            </Button>
            <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
              {t("erase")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
