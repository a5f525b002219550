import { Alert, Anchor, Button, Code, FileButton, Group, Paper, Stack, Table, Text } from "@mantine/core";
import { IconArrowLeft, IconCheck, IconFileImport, IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { once, take, type Schemas } from "@attendsense/client";
import { Page } from "../../shared/page.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { columns } from "./columns.ts";

type Report = Schemas["ImportReport"];

interface Given {
  name: string;
  text: string;
}

function send({ text }: Given, preview: boolean): Promise<Report> {
  const options = { params: { query: { preview } }, headers: { "Content-Type": "text/csv" as const, ...once() }, bodySerializer: (body: unknown) => body as BodyInit };
  return take(api.POST("/api/v1/imports/employees", { ...options, body: text }));
}

/** What a file would do is shown first, with everything that is wrong in it; nothing is imported until it is all right. */
export default function ImportPage() {
  const { t } = useTranslation("employees");
  const client = useQueryClient();
  const preview = useMutation({
    mutationFn: async (file: File) => {
      const given = { name: file.name, text: await file.text() };
      return { given, report: await send(given, true) };
    },
  });
  const done = useMutation({
    mutationFn: (given: Given) => send(given, false),
    onSuccess: () => client.invalidateQueries({ queryKey: ["employees"] }),
  });
  const choose = (file: File | null) => {
    if (!file) return;
    done.reset();
    preview.mutate(file);
  };
  return (
    <Page title={t("import")}>
      <Anchor component={Link} href="/employees" size="sm">
        <IconArrowLeft size={14} aria-hidden /> {t("back")}
      </Anchor>
      <Paper withBorder p="md" mt="sm">
        <Text size="sm">{t("import.why")}</Text>
        <Code block my="sm" tabIndex={0} aria-label={t("import.columns")}>
          {columns.join(";")}
        </Code>
        <FileButton accept=".csv,text/csv" onChange={choose}>
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} aria-hidden />} loading={preview.isPending}>
              {t("import.choose")}
            </Button>
          )}
        </FileButton>
        {preview.isError && <ProblemNotice error={preview.error} />}
      </Paper>
      {preview.data && !done.data && (
        <Preview name={preview.data.given.name} report={preview.data.report} importing={done.isPending} onImport={() => done.mutate(preview.data.given)} />
      )}
      {done.isError && <ProblemNotice error={done.error} />}
      {done.data && (
        <Alert mt="md" role="status" color="green" icon={<IconCheck aria-hidden />} title={t("import.done")}>
          {t("import.counts", { created: done.data.created, updated: done.data.updated, unchanged: done.data.unchanged })}
        </Alert>
      )}
    </Page>
  );
}

function Preview({ name, report, importing, onImport }: { name: string; report: Report; importing: boolean; onImport: () => void }) {
  const { t } = useTranslation("employees");
  const { errors, rows, created, updated, unchanged } = report;
  const wrong = errors.length > 0;
  return (
    <Stack mt="md" component="section" aria-label={name}>
      <Text fw={600}>{`${name} · ${t("import.rows", { count: rows })}`}</Text>
      {wrong ? (
        <Alert color="red" role="alert" title={t("import.wrong")}>
          {t(report.errors_truncated ? "import.wrong.more" : "import.wrong.all")}
        </Alert>
      ) : (
        <Group>
          <Text>{t("import.counts", { created, updated, unchanged })}</Text>
          <Button leftSection={<IconFileImport size={16} aria-hidden />} disabled={created + updated === 0} loading={importing} onClick={onImport}>
            {t("import.do")}
          </Button>
        </Group>
      )}
      <Paper withBorder style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t(wrong ? "import.wrong" : "import.first")}>
        {wrong ? <Errors errors={errors} /> : <FirstRows rows={report.first_rows} />}
      </Paper>
    </Stack>
  );
}

function Errors({ errors }: { errors: Report["errors"] }) {
  const { t } = useTranslation("employees");
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("import.line")}</Table.Th>
          <Table.Th>{t("import.column")}</Table.Th>
          <Table.Th>{t("import.message")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {errors.map(({ line, column, message }, index) => (
          <Table.Tr key={index}>
            <Table.Td className="numbers">{line}</Table.Td>
            <Table.Td>{column}</Table.Td>
            <Table.Td>{message}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FirstRows({ rows }: { rows: Report["first_rows"] }) {
  const { t } = useTranslation("employees");
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("import.line")}</Table.Th>
          <Table.Th>{t("import.who")}</Table.Th>
          <Table.Th>{t("import.what")}</Table.Th>
          <Table.Th>{t("import.changes")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ line, subject, action, changes }) => (
          <Table.Tr key={line}>
            <Table.Td className="numbers">{line}</Table.Td>
            <Table.Td>{subject}</Table.Td>
            <Table.Td>{t(`import.action.${action}`)}</Table.Td>
            <Table.Td>{changes.map(({ field, before, after }) => `${field}: ${before ? `${before} → ` : ""}${after || "–"}`).join(", ")}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
