import { ActionIcon, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertCircle, IconBeach, IconChevronLeft, IconChevronRight, IconMoon, IconStar } from "@tabler/icons-react";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { clock, dateInWords, locale } from "../format.ts";
import { bandOf, bands, datesOf, firstWeekday, isLate, monthAfter, weeksOf, type Band } from "./bands.ts";
import type { Day } from "./queries.ts";
import classes from "./month_calendar.module.css";

interface Props {
  month: string;
  days: readonly Day[];
  timeZone: string;
  today: string;
  chosen: string;
  onMonth: (month: string) => void;
  onChoose: (date: string) => void;
}

const bandClass: Record<Band, string | undefined> = {
  0: classes["band0"],
  1: classes["band1"],
  2: classes["band2"],
  3: classes["band3"],
};

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month: each day with the time of its first entrance, and coloured by it. One tab stop; arrows move within. */
export function MonthCalendar(props: Props) {
  const { month, chosen, onChoose } = props;
  const { t, i18n } = useTranslation("shared");
  const box = useRef<HTMLTableElement>(null);
  const begins = firstWeekday(locale());
  const weeks = weeksOf(month, begins);
  const byDate = new Map(props.days.map((day) => [day.date, day]));
  const { from, to } = datesOf(month);
  const tabStop = chosen >= from && chosen <= to ? chosen : from;
  const move = (event: KeyboardEvent) => {
    const step = (steps[event.key] ?? 0) * (i18n.dir() === "rtl" && event.key.match(/Left|Right/) ? -1 : 1);
    const next = new Date(`${tabStop}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + step);
    const date = next.toISOString().slice(0, 10);
    if (step === 0 || date < from || date > to) return;
    event.preventDefault();
    onChoose(date);
    box.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus();
  };
  return (
    <section aria-label={t("calendar")}>
      <MonthBar month={month} onMonth={props.onMonth} />
      <table ref={box} className={classes["table"]} onKeyDown={move} aria-label={dateInWords(from, "month")}>
        <Weekdays week={weeks[1] ?? []} />
        <tbody>
          {weeks.map((week, row) => (
            <tr key={row}>
              {week.map((date, column) => (
                <td key={column}>
                  {date && <DayButton {...props} date={date} day={byDate.get(date)} tabStop={date === tabStop} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend />
    </section>
  );
}

function MonthBar({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const { t } = useTranslation("shared");
  return (
    <Group justify="space-between" mb="xs">
      <ActionIcon variant="default" size={36} aria-label={t("month.previous")} onClick={() => onMonth(monthAfter(month, -1))}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <Text fw={600} aria-live="polite">
        {dateInWords(`${month}-01`, "month")}
      </Text>
      <ActionIcon variant="default" size={36} aria-label={t("month.next")} onClick={() => onMonth(monthAfter(month, 1))}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function Weekdays({ week }: { week: readonly (string | null)[] }) {
  const name = (date: string, style: "short" | "long") =>
    new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
  return (
    <thead>
      <tr>
        {week.map((date) => (
          <th key={date} scope="col" abbr={name(date ?? "", "long")}>
            {name(date ?? "", "short")}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function DayButton({ date, day, timeZone, today, chosen, onChoose, tabStop }: Props & { date: string; day: Day | undefined; tabStop: boolean }) {
  const { t } = useTranslation("shared");
  const first = day?.first_in ?? null;
  const state = day && (day.occasion || t(`state.${day.state}`));
  const words = [dateInWords(date), first ? `${t("legend")} ${clock(first, timeZone)}` : state, day && isLate(day) && t("late")];
  return (
    <button
      type="button"
      data-date={date}
      className={`${classes["day"] ?? ""} ${first ? (bandClass[bandOf(first, timeZone)] ?? "") : ""}`}
      aria-pressed={date === chosen}
      aria-current={date === today ? "date" : undefined}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onChoose(date)}
    >
      <VisuallyHidden>{words.filter(Boolean).join(", ")}</VisuallyHidden>
      <span className={classes["number"]} aria-hidden>
        {Number(date.slice(8))}
      </span>
      <span className={classes["what"]} aria-hidden>
        {day && <What day={day} time={first && clock(first, timeZone)} />}
      </span>
    </button>
  );
}

/** What stands in a day besides its number: the time of the first entrance, or a sign of why there is none. */
function What({ day, time }: { day: Day; time: string | null }) {
  if (time) {
    return (
      <>
        {time}
        {isLate(day) && <IconAlertCircle size={11} aria-hidden />}
      </>
    );
  }
  if (day.state === "on_leave") return <IconBeach size={14} aria-hidden />;
  if (day.state === "holiday" || day.state === "closed") return <IconStar size={14} aria-hidden />;
  if (day.state === "day_off") return <IconMoon size={14} aria-hidden />;
  return day.state === "absent" ? "–" : " ";
}

function Legend() {
  const { t } = useTranslation("shared");
  const signs = [
    [IconAlertCircle, t("late")],
    [IconBeach, t("state.on_leave")],
    [IconStar, t("state.holiday")],
    [IconMoon, t("state.day_off")],
  ] as const;
  return (
    <Group gap="sm" mt="xs" role="note" aria-label={t("legend")}>
      <Text size="xs" fw={600}>
        {t("legend")}
      </Text>
      {bands.map((band) => (
        <Group key={band} gap={6} wrap="nowrap">
          <span className={`${classes["swatch"] ?? ""} ${bandClass[band] ?? ""}`} aria-hidden />
          <Text size="xs">{t(`band.${band}`)}</Text>
        </Group>
      ))}
      {signs.map(([Icon, text]) => (
        <Group key={text} gap={4} wrap="nowrap">
          <Icon size={14} aria-hidden />
          <Text size="xs">{text}</Text>
        </Group>
      ))}
    </Group>
  );
}
