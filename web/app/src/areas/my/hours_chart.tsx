import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { duration } from "../../shared/format.ts";
import type { Bar } from "../../shared/attendance/bands.ts";

interface Props {
  bars: (Bar & { name: string })[];
  worked: string;
  expected: string;
}

/** A module of its own: the drawing library comes when a chart is shown. */
export default function HoursChart({ bars, worked, expected }: Props) {
  return (
    // For the eyes; the table below says the same to everybody.
    <div aria-hidden>
      <BarChart
        h={220}
        data={bars.map((bar) => ({ name: bar.name, [worked]: bar.worked / 3600, [expected]: bar.expected / 3600 }))}
        dataKey="name"
        series={[
          { name: worked, color: "indigo.6" },
          { name: expected, color: "gray.5" },
        ]}
        valueFormatter={(hours) => duration(hours * 3600)}
        withLegend
        tickLine="none"
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
