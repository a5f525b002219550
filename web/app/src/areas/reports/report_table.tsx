import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { clock, dateInWords, duration } from "../../shared/format.ts";
import { columns, nameOf, shapeOf, type Kind, type Row, type Shape } from "./columns.ts";
import classes from "./report_table.module.css";

const rowHeight = 36;
const toTheEnd: readonly Shape[] = ["duration", "number", "time"];

/** On paper all rows are drawn; on a screen those that can be seen. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia("print");
    const begin = () => flushSync(() => setPrinting(true));
    const change = () => setPrinting(paper.matches);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", change);
    paper.addEventListener("change", change);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", change);
      paper.removeEventListener("change", change);
    };
  }, []);
  return printing;
}

function useWords(): (row: Row, column: string) => string {
  const { t } = useTranslation(["reports", "shared"]);
  return (row, column) => {
    const shape = shapeOf(column);
    const value = row[column];
    if (shape === "name") return nameOf(row);
    if (value === null || value === undefined || value === "") return "–";
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    if (shape === "date") return dateInWords(text, column === "from" ? "month" : "medium");
    if (shape === "time") return clock(text, String(row["time_zone"]));
    if (shape === "duration") return duration(Number(value));
    if (shape === "yes") return t(value === true ? "yes" : "no", { ns: "shared" });
    return shape === "state" || shape === "flag" ? t(`${shape}.${text}`, { ns: "shared" }) : text;
  };
}

interface Props {
  kind: Kind;
  rows: readonly Row[];
  /** Called when the end comes into sight. */
  onEnd: () => void;
}

export function ReportTable({ kind, rows, onEnd }: Props) {
  const { t } = useTranslation("reports");
  const words = useWords();
  const printing = usePrinting();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12 });
  const items = drawn.getVirtualItems();
  const first = printing ? 0 : (items[0]?.index ?? 0);
  const last = printing ? rows.length - 1 : (items.at(-1)?.index ?? -1);
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 1) onEnd();
  }, [last, rows.length, onEnd]);
  const sides = columns[kind].map((column) => (toTheEnd.includes(shapeOf(column)) ? classes["end"] : undefined));
  return (
    <div ref={box} className={classes["scroll"]} tabIndex={0} role="region" aria-label={t(`kind.${kind}`)}>
      <table className={`numbers ${classes["table"] ?? ""}`} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns[kind].map((column, index) => (
              <th key={column} scope="col" className={sides[index]}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} width={sides.length} />
          {rows.slice(first, last + 1).map((row, index) => (
            <tr key={first + index} aria-rowindex={first + index + 2}>
              {columns[kind].map((column, place) => (
                <td key={column} className={sides[place]}>
                  {words(row, column)}
                </td>
              ))}
            </tr>
          ))}
          <Gap rows={rows.length - 1 - last} width={sides.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ rows, width }: { rows: number; width: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className={classes["gap"]} style={{ height: rows * rowHeight }}>
      <td colSpan={width} />
    </tr>
  );
}
