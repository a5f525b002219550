import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import { clock, dateInWords, duration } from "../../shared/format.ts";
import { barsOf, shapeOf, type Kind, type Row } from "./columns.ts";

const most = 60; // more bars than that are no picture

/** A module of its own: the drawing library comes when a chart is shown. */
export default function ReportChart({ kind, rows }: { kind: Kind; rows: readonly Row[] }) {
  const { t } = useTranslation("reports");
  const { by, values, bars } = barsOf(kind, rows);
  const zone = rows[0]?.["time_zone"];
  const timeZone = typeof zone === "string" ? zone : "UTC";
  const called = (key: string) => {
    if (by === "begin") return `${dateInWords(key.slice(0, 10), "weekday")} ${clock(key, timeZone)}`;
    if (by === "date") return dateInWords(key, "weekday");
    return by === "from" ? dateInWords(key, "month") : key;
  };
  const lasting = values.every((value) => shapeOf(value) === "duration");
  const data = bars.slice(0, most).map(({ key, values: sums }) => ({
    name: called(key),
    ...Object.fromEntries(values.map((value) => [t(`column.${value}`), (sums[value] ?? 0) / (lasting ? 3600 : 1)])),
  }));
  return (
    // For the eyes; the table below says the same to everybody.
    <div aria-hidden className="not-printed">
      <BarChart
        h={220}
        mb="md"
        data={data}
        dataKey="name"
        series={values.map((value, index) => ({ name: t(`column.${value}`), color: index === 0 ? "indigo.6" : "gray.5" }))}
        valueFormatter={(value) => (lasting ? duration(value * 3600) : String(value))}
        withLegend
        tickLine="none"
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
