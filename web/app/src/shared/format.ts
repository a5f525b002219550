// Times are shown in the zone of the site that they belong to, whatever the zone of the device.

import i18next from "i18next";

/** The language that is shown, as it is written where the reader is: "en" may be "en-GB". */
export function locale(): string {
  const language = i18next.language || "en";
  return navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = locale();
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language, options)));
  return made;
}

/** "08:57" */
export function clock(time: string, timeZone: string): string {
  return format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(time));
}

export function dateAndClock(time: string, timeZone?: string): string {
  return format({ dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(time));
}

/** A calendar date "2026-03-27" in words; it has no zone. */
export function dateInWords(date: string, style: "full" | "medium" | "weekday" | "month" = "full"): string {
  const styles: Record<typeof style, Intl.DateTimeFormatOptions> = {
    full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    medium: { day: "numeric", month: "short", year: "numeric" },
    weekday: { weekday: "short", day: "numeric", month: "numeric" },
    month: { month: "long", year: "numeric" },
  };
  return format({ ...styles[style], timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}

/** The date there at that moment. */
export function dateAt(timeZone: string, moment: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(moment);
}

export function plusDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Seconds as "7:59": hours and minutes. */
export function duration(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const sign = seconds < 0 && minutes > 0 ? "−" : "";
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** "5 minutes ago" */
export function ago(time: number, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ];
  const step = steps.find(([size]) => seconds >= size);
  return step ? relative.format(-Math.floor(seconds / step[0]), step[1]) : relative.format(-seconds, "second");
}

/** The moment of a wall clock there; in the hour that a clock change repeats, the first. */
export function moment(date: string, wall: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${date}T${wall}:00Z`);
  const offset = (at: number) => {
    const parts = Object.fromEntries(
      new Intl.DateTimeFormat("en-CA", {
        timeZone,
        hourCycle: "h23",
        ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
      })
        .formatToParts(new Date(at))
        .map(({ type, value }) => [type, value]),
    ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;
    return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`) - at;
  };
  const earlier = asIfUtc - offset(asIfUtc - 24 * 3600_000);
  const guess = offset(earlier) === asIfUtc - earlier ? earlier : asIfUtc - offset(earlier);
  return new Date(guess).toISOString();
}
