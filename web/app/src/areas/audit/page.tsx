import { Alert, Button, Group, NativeSelect, Paper, Text, TextInput } from "@mantine/core";
import { IconDownload, IconLink, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { take } from "@attendsense/client";
import { Called } from "../../shared/called.tsx";
import { dateAndClock } from "../../shared/format.ts";
import { followLink } from "../../shared/follow_link.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { detailsOf, kinds, partsOf } from "./entry.ts";
import { entries, type Entry, type Search } from "./queries.ts";

export default function Audit() {
  const { t } = useTranslation("audit");
  const [search, setSearch] = useState<Search>({ kind: "", person: "", from: "", to: "" });
  const query = useInfiniteQuery(entries(search));
  const date = (name: "from" | "to") => (
    <TextInput
      type="date"
      aria-label={t(name)}
      value={search[name]}
      onChange={(event) => setSearch({ ...search, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Page title={t("area")} actions={<Export />}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("why")}
      </Text>
      <Chain />
      <Group mb="md" gap="xs">
        <NativeSelect
          aria-label={t("kind")}
          flex="1 1 140px"
          value={search.kind}
          onChange={(event) => setSearch({ ...search, kind: event.currentTarget.value })}
          data={[{ value: "", label: t("kind.all") }, ...kinds.map((value) => ({ value, label: t(`kind.${value}`) }))]}
        />
        <PersonChoice all={t("person.all")} employee={search.person} onEmployee={(person) => setSearch({ ...search, person })} />
        <Group gap="xs" wrap="nowrap">
          {date("from")}
          {date("to")}
        </Group>
      </Group>
      <Loaded query={query} lines={12}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Paper withBorder>
              {items.length === 0 && <Text p="md">{t("none")}</Text>}
              <ul className="plain">
                {items.map((item) => (
                  <Line key={item.sequence} entry={item} />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button fullWidth variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Paper>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const { kind, verb } = partsOf(entry.action);
  const details = detailsOf(entry.details);
  return (
    <Group component="li" justify="space-between" gap={4} px="md" py={8} wrap="wrap">
      <div>
        <Text fw={600} size="sm">
          {t(`kind.${kind}`, { defaultValue: kind })}: {t(`verb.${verb}`, { defaultValue: verb })}
        </Text>
        <Text size="sm">
          <Called actor={entry.actor} />
        </Text>
        {entry.actor !== `employee:${entry.subject}` && kind === "employee" && verb !== "erase" && (
          <Text size="sm" c="dimmed">
            <Called actor={`employee:${entry.subject}`} />
          </Text>
        )}
        {details && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {details}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed" className="numbers">
        {dateAndClock(entry.at)} · {entry.sequence}
      </Text>
    </Group>
  );
}

/** Whether anything in the record was changed afterwards. */
function Chain() {
  const { t } = useTranslation("audit");
  const check = useMutation({ mutationFn: () => take(api.GET("/api/v1/audit/verify")) });
  const intact = check.data?.intact;
  return (
    <>
      <Button mb="sm" variant="light" leftSection={<IconLink size={16} aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
        {t("check")}
      </Button>
      {check.isError && <ProblemNotice error={check.error} />}
      {check.data && (
        <Alert
          mb="sm"
          role="status"
          color={intact ? "green" : "red"}
          icon={intact ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />}
          title={intact ? t("check.intact", { count: check.data.entries }) : t("check.broken")}
        >
          {intact ? t("check.intact.why") : check.data.detail}
        </Alert>
      )}
    </>
  );
}

function Export() {
  const { t } = useTranslation("audit");
  const file = useMutation({
    // The page that is asked for before renews the session where that is due.
    mutationFn: () => followLink("/api/v1/audit/export", () => take(api.GET("/api/v1/audit", { params: { query: { limit: 1 } } }))),
  });
  return (
    <Group gap="xs">
      {file.error && <ProblemNotice error={file.error} />}
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={file.isPending} onClick={() => file.mutate()}>
        {t("export")}
      </Button>
    </Group>
  );
}
