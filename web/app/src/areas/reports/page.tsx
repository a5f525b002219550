import { Alert, Button, Group, NativeSelect, Paper, Skeleton, Text } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { dateAt, dateInWords } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";
import { DateChoice, WhoChoice, type Dates } from "./choices.tsx";
import { barsOf, kinds, type Kind, type Row } from "./columns.ts";
import { company } from "../../shared/company.ts";
import { download, reportOf, type Who } from "./queries.ts";
import { ReportTable } from "./report_table.tsx";
import { rangeOf, wrongWith, type Range } from "./spans.ts";

const ReportChart = lazy(() => import("./report_chart.tsx"));
const everybody: Who = { site_id: "", role_id: "", schedule_id: "", employee_id: "" };

/** The report is part of the address: /reports/late. */
export default function Reports() {
  const { t } = useTranslation("reports");
  const [, go] = useLocation();
  const wanted = useParams()["*"];
  const kind = kinds.find((name) => name === wanted) ?? "people";
  const known = useQuery(company);
  const choice = (
    <NativeSelect
      className="not-printed"
      aria-label={t("kind")}
      value={kind}
      onChange={(event) => go(`/reports/${event.currentTarget.value}`)}
      data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
    />
  );
  return (
    <Page title={t("area")} actions={choice}>
      <Loaded query={known} lines={8}>
        {({ name, sites }) => <AnyReport kind={kind} of={name} today={dateAt(sites[0]?.time_zone ?? "UTC")} />}
      </Loaded>
    </Page>
  );
}

function AnyReport({ kind, of, today }: { kind: Kind; of: string; today: string }) {
  const { t } = useTranslation("reports");
  const [dates, setDates] = useState<Dates>({ span: "month", ...rangeOf("month", today) });
  const [who, setWho] = useState(everybody);
  const { from, to } = dates;
  const wrong = wrongWith(dates, kind === "presence" ? 92 : undefined);
  return (
    <>
      <DateChoice dates={dates} onDates={setDates} />
      <WhoChoice who={who} onWho={setWho} />
      {wrong && (
        <Alert color="red" role="alert">
          {t(`wrong.${wrong}`)}
        </Alert>
      )}
      {!wrong && (
        <>
          <Text fw={600} mb="xs">
            {`${t(`kind.${kind}`)} · ${of} · ${dateInWords(from, "medium")}${from === to ? "" : ` – ${dateInWords(to, "medium")}`}`}
          </Text>
          <Figures key={JSON.stringify([kind, from, to, who])} {...{ kind, who }} range={{ from, to }} />
        </>
      )}
    </>
  );
}

interface FiguresProps {
  kind: Kind;
  range: Range;
  who: Who;
}

function Figures({ kind, range, who }: FiguresProps) {
  const { t } = useTranslation("reports");
  const query = useInfiniteQuery(reportOf(kind, range, who));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => query.data?.pages.flatMap((page): readonly Row[] => page.items) ?? [], [query.data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      <Files {...{ kind, range, who }} />
      <Loaded query={query} lines={10}>
        {() => (
          <>
            {barsOf(kind, rows).bars.length > 0 && (
              <Suspense fallback={<Skeleton height={220} mb="md" />}>
                <ReportChart kind={kind} rows={rows} />
              </Suspense>
            )}
            <Paper withBorder>
              {rows.length > 0 ? <ReportTable kind={kind} rows={rows} onEnd={more} /> : <Text p="md">{t("none")}</Text>}
              <Text size="sm" c="dimmed" p="xs" role="status">
                {t(hasNextPage ? "rows.some" : "rows", { count: rows.length })}
              </Text>
            </Paper>
          </>
        )}
      </Loaded>
    </>
  );
}

function Files({ kind, range, who }: FiguresProps) {
  const { t } = useTranslation("reports");
  const file = useMutation({
    mutationFn: (format: "csv" | "xlsx") => download(kind, range, who, format),
  });
  return (
    <Group gap="xs" mb="md" className="not-printed">
      {(["csv", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={file.isPending && file.variables === format}
          onClick={() => file.mutate(format)}
        >
          {t(`file.${format}`)}
        </Button>
      ))}
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
        {t("print")}
      </Button>
      {file.error && <ProblemNotice error={file.error} />}
    </Group>
  );
}
