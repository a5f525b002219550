export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The names of the time zones that this browser knows. */
export const zones: readonly string[] = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", here])].sort();
