import { Button, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { ClosePeriod } from "./close_period.tsx";
import { PeriodCard } from "./period_card.tsx";
import { periods } from "./queries.ts";

/** What payroll was told: it stays, and can be proved to. */
export default function Periods() {
  const { t } = useTranslation("periods");
  const query = useInfiniteQuery(periods);
  return (
    <Page title={t("area")}>
      <Text size="sm" c="dimmed" mb="md">
        {t("why")}
      </Text>
      <ClosePeriod />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Stack>
              {items.length === 0 && <Text>{t("none")}</Text>}
              {items.map((item) => (
                <PeriodCard key={item.id} period={item} />
              ))}
              {query.hasNextPage && (
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
