/** The month before that of a date, both included: what is closed most often. */
export function lastMonth(date: string): { from: string; to: string } {
  const end = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  end.setUTCDate(0);
  const to = end.toISOString().slice(0, 10);
  return { from: `${to.slice(0, 7)}-01`, to };
}
