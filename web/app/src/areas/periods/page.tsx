import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Page } from "../../shared/page.tsx";
import { Pages } from "../../shared/pages.tsx";
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
      <Pages query={query} lines={6} more={t("more")} none={t("none")}>
        {(item) => <PeriodCard key={item.id} period={item} />}
      </Pages>
    </Page>
  );
}
