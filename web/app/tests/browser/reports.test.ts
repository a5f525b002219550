import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

interface Item {
  family_name: string;
  given_name: string;
  date: string;
}

async function everyDay(from: string, to: string): Promise<Item[]> {
  const address = `${server}/api/v1/reports/days?from=${from}&to=${to}&limit=500`;
  const response = await fetch(address, { headers: { Authorization: `Bearer ${people.boss.token}` } });
  return ((await response.json()) as { items: Item[] }).items;
}

it("a report that is downloaded has the rows that the interface tells, and is printed whole", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/reports/days");
  await page.getByText("Week", { exact: true }).click();
  await page.getByRole("button", { name: "Earlier" }).click();
  const [from, to] = [await page.getByLabel("First date").inputValue(), await page.getByLabel("Last date").inputValue()];
  const items = await everyDay(from, to);
  expect(items.length).toBe(7 * 14);
  await page.getByText(`Rows: ${items.length}`).waitFor();
  expect(await page.getByRole("row").count()).toBeLessThan(60);

  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  let text = "";
  for await (const piece of await file.createReadStream()) text += String(piece);
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  const names = head.split(",");
  const told = lines.map((line) => line.split(",")).map((cells) => ["Family name", "Given name", "Date"].map((name) => cells[names.indexOf(name)]));
  expect(told).toEqual(items.map(({ family_name, given_name, date }) => [family_name, given_name, date]));

  await page.emulateMedia({ media: "print" });
  await expect.poll(() => page.locator("tbody tr").count()).toBe(items.length);
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "CSV" }).isVisible()).toBe(false);
  const pdf = (await page.pdf({ format: "A4", landscape: true })).toString("latin1");
  const sheets = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(1);
  expect(sheets).toBeLessThan(8);
  expect(complaints).toEqual([]);
  await context.close();
});

it("every report is shown, and a range that is none is told", async () => {
  const context = await open({ viewport: sizes.phone });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/reports");
  for (const kind of ["Totals of sites", "Late", "Missing entrances and leaves", "Overtime", "Balances by month", "Absences", "Presence by hour", "Payroll", "Totals of people"]) {
    await page.getByLabel("Report", { exact: true }).selectOption({ label: kind });
    await page.getByText(new RegExp(`^${kind} · `)).waitFor();
    await page.getByRole("status").filter({ hasText: /^Rows: \d+$/ }).waitFor();
    await expectNothingCut(page);
  }
  await page.getByRole("textbox", { name: "Everybody" }).fill("Okafor");
  await page.getByRole("option", { name: "Amara Okafor" }).click();
  await page.getByText("Rows: 1", { exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByLabel("Last date").fill("2020-01-01");
  await page.getByText("The last date must not be before the first.").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
