import { Badge, Group, SimpleGrid, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clock, dateInWords, duration } from "../format.ts";
import type { Day } from "./queries.ts";

/** Entrances and leaves of one day, and what they come to. */
export function DayDetails({ day, timeZone }: { day: Day; timeZone: string }) {
  const { t } = useTranslation("shared");
  const figures: [string, number][] = [
    [t("worked"), day.worked_seconds],
    [t("expected"), day.expected_seconds],
    [t("breaks"), day.breaks_seconds + day.break_deducted_seconds],
    [t("balance"), day.balance_seconds],
  ];
  const flags = [...new Set(day.flags.map(({ flag }) => flag))];
  return (
    <section aria-label={t("day")} aria-live="polite">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {dateInWords(day.date)}
        </Title>
        <Badge variant="light" color={day.state === "absent" ? "orange" : "indigo"} tt="none">
          {day.occasion || t(`state.${day.state}`)}
        </Badge>
      </Group>
      {day.stays.length === 0 ? <Text c="dimmed">{t("day.nothing")}</Text> : <Stays day={day} timeZone={timeZone} />}
      <SimpleGrid cols={4} spacing="xs" mt="sm">
        {figures.map(([name, seconds]) => (
          <div key={name}>
            <Text size="xs" c="dimmed">
              {name}
            </Text>
            <Text fw={600} className="numbers">
              {duration(seconds)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {flags.length > 0 && (
        <Group gap={6} mt="sm">
          {flags.map((flag) => (
            <Badge key={flag} variant="light" color="yellow" tt="none">
              {t(`flag.${flag}`)}
            </Badge>
          ))}
        </Group>
      )}
    </section>
  );
}

function Stays({ day, timeZone }: { day: Day; timeZone: string }) {
  const { t } = useTranslation("shared");
  return (
    <Table className="numbers" withRowBorders={false} horizontalSpacing={0} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("stay.in")}</Table.Th>
          <Table.Th>{t("stay.out")}</Table.Th>
          <Table.Th ta="end">{t("stay.counted")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {day.stays.map((stay, index) => (
          <Table.Tr key={index}>
            <Table.Td>{stay.in ? clock(stay.in, timeZone) : "–"}</Table.Td>
            <Table.Td>{stay.out ? clock(stay.out, timeZone) : stay.current ? t("stay.current") : "–"}</Table.Td>
            <Table.Td ta="end">{duration(stay.counted_seconds)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
