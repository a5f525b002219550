import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dateInWords, duration } from "../../shared/format.ts";
import { Loaded } from "../../shared/loaded.tsx";
import { differences, type Differences } from "./differences.ts";
import { changes, type Change } from "./queries.ts";

/** What the figures would be now, beside what payroll was told. */
export function Changes({ period }: { period: string }) {
  const { t } = useTranslation(["periods", "shared"]);
  const query = useInfiniteQuery(changes(period));
  return (
    <Loaded query={query} lines={3}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            {items.length === 0 && !query.hasNextPage && (
              <Text size="sm" mt="sm" role="status">
                {t("compare.same")}
              </Text>
            )}
            {items.length > 0 && (
              <Table.ScrollContainer minWidth={420} mt="sm">
                <Table className="numbers" aria-label={t("compare")}>
                  <Table.Thead>
                    <Table.Tr>
                      {(["person", "date", "told", "now"] as const).map((name) => (
                        <Table.Th key={name}>{t(`compare.${name}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map(({ employee, date, before, after }) => (
                      <Table.Tr key={`${employee.id} ${date}`}>
                        <Table.Td>{employee.display_name}</Table.Td>
                        <Table.Td>{dateInWords(date, "medium")}</Table.Td>
                        <Table.Td>{before ? <Told day={before} which={differences(before, after)} /> : "–"}</Table.Td>
                        <Table.Td>
                          <Told day={after} which={differences(before, after)} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
            {query.hasNextPage && (
              <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** Of a day only what is different. */
function Told({ day, which }: { day: Change["after"]; which: Differences }) {
  const { t } = useTranslation(["periods", "shared"]);
  const flags = [...new Set(day.flags.map(({ flag }) => flag))];
  return (
    <>
      {which.state && <div>{t(`state.${day.state}`, { ns: "shared" })}</div>}
      {which.figures.map((name) => (
        <div key={name}>
          {t(`figure.${name}`)}: {duration(day[name])}
        </div>
      ))}
      {which.flags && <div>{flags.map((flag) => t(`flag.${flag}`, { ns: "shared" })).join(", ") || t("flags.none")}</div>}
    </>
  );
}
