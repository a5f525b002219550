import { Badge, Group, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { clock, duration } from "../../shared/format.ts";
import { isLate, lastMovement, type Row } from "./day.ts";
import classes from "./people.module.css";

const rowHeight = 48;

/** A table of which only what can be seen is drawn: as quick with 5,000 people as with 5. */
export function People({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation("today");
  const box = useRef<HTMLDivElement>(null);
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.employee.id ?? index,
    overscan: 12,
  });
  return (
    <div role="table" aria-label={t("title")} aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div role="row" className={classes["head"]} aria-rowindex={1}>
          <span role="columnheader">{t("column.name")}</span>
          <span role="columnheader">{t("column.state")}</span>
          <span role="columnheader" className={classes["end"]}>
            {t("column.first")}
          </span>
          <span role="columnheader" className={classes["end"]}>
            {t("column.last")}
          </span>
          <span role="columnheader" className={`${classes["end"] ?? ""} ${classes["worked"] ?? ""}`}>
            {t("column.worked")}
          </span>
        </div>
      </div>
      <div ref={box} className={classes["scroll"]} tabIndex={0} role="rowgroup" aria-label={t("title")}>
        <div style={{ height: drawn.getTotalSize(), position: "relative" }} role="presentation">
          {drawn.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index];
            return row && <Person key={key} row={row} index={index} top={start} />;
          })}
        </div>
      </div>
    </div>
  );
}

const colors: Partial<Record<Row["day"]["state"], string>> = { in_office: "green", present: "indigo", absent: "orange" };

function Person({ row, index, top }: { row: Row; index: number; top: number }) {
  const { t } = useTranslation(["today", "shared"]);
  const { employee, day } = row;
  const last = lastMovement(row);
  const time = (moment: string | null) => (moment ? clock(moment, employee.time_zone) : "–");
  return (
    <div role="row" aria-rowindex={index + 2} className={classes["row"]} style={{ height: rowHeight, transform: `translateY(${top}px)` }}>
      <Text role="cell" size="sm" truncate title={employee.display_name}>
        {employee.display_name}
      </Text>
      <Group role="cell" gap={4} wrap="nowrap">
        <Badge variant="light" color={colors[day.state] ?? "gray"} tt="none" miw={0}>
          {day.occasion || t(`state.${day.state}`, { ns: "shared" })}
        </Badge>
        {isLate(row) && <IconAlertCircle size={16} role="img" aria-label={t("late")} />}
      </Group>
      <Text role="cell" size="sm" className={`numbers ${classes["end"] ?? ""}`}>
        {time(day.first_in)}
      </Text>
      <Text role="cell" size="sm" className={`numbers ${classes["end"] ?? ""}`}>
        {time(last)}
      </Text>
      <Text role="cell" size="sm" className={`numbers ${classes["end"] ?? ""} ${classes["worked"] ?? ""}`}>
        {duration(day.worked_seconds)}
      </Text>
    </div>
  );
}
