import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

interface Period {
  id: string;
  from: string;
  hash: string;
}

async function tell(path: string, body?: object): Promise<{ status: number; answer: { items?: unknown[]; id?: string; sheets?: number } }> {
  const headers = { Authorization: `Bearer ${people.boss.token}`, "Content-Type": "application/json" };
  const response = await fetch(`${server}/api/v1${path}`, { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
  return { status: response.status, answer: (await response.json()) as { items?: unknown[]; id?: string; sheets?: number } };
}

it("a period is closed, proved, exported, compared, and opened again with a reason", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/periods");
  const [from, to] = [daysAgo(300), daysAgo(290)];
  const form = page.getByRole("form", { name: "Close the period" });
  await form.getByLabel("First day").fill(from);
  await form.getByLabel("Last day").fill(daysAgo(-2)); // people may still be at work
  await form.getByRole("button", { name: "Close the period" }).click();
  await form.getByRole("alert").waitFor();
  const waiting = await tell("/corrections", { employee_id: people.employee.id, kind: "add", direction: "in", at: `${daysAgo(295)}T10:00:00Z`, reason: "The camera was away" });
  expect(waiting.status).toBe(201);
  await form.getByLabel("Last day").fill(to);
  await form.getByRole("button", { name: "Close the period" }).click();
  await form.getByRole("checkbox", { name: "Close it although requests wait" }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Close the period" }).click();

  // The office has closed another period before: ours is the one with its hash.
  const closed = async () => (await tell("/periods")).answer.items?.find((each) => (each as Period).from === from) as Period;
  await expect.poll(closed).toBeDefined();
  const period = await closed();
  const card = page.getByRole("article").filter({ hasText: period.hash });
  await card.getByText("Closed", { exact: true }).waitFor();
  await card.getByText(/Ada Admin/).waitFor();
  // As many as the interface tells; other tests may have hired somebody.
  const { sheets } = (await tell(`/periods/${period.id}/verify`)).answer;
  expect(sheets).toBeGreaterThanOrEqual(14);
  const unchanged = card.getByText(`Unchanged: ${sheets} sheets, as in the audit`);
  await card.getByRole("button", { name: "Verify" }).click();
  await unchanged.waitFor();
  await card.getByRole("button", { name: "What would be different now" }).click();
  await card.getByText("Everything would be told the same.").waitFor();
  await expectAccessible(page);
  await picture(page, "period-closed-desktop");
  const download = page.waitForEvent("download");
  await card.getByRole("button", { name: "For payroll (CSV)" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join("\n")).toContain(people.employee.name.split(" ")[1]);

  // Somebody plans those days afterwards: what would be told now is another thing, and what was told stays.
  const schedule = (await tell("/schedules")).answer.items?.[0] as { id: string };
  const assigned = await tell("/assignments", { schedule_id: schedule.id, employee_id: people.employee.id, from: daysAgo(296), until: daysAgo(296) });
  expect(assigned.status).toBe(201);
  await page.reload();
  await card.getByRole("button", { name: "What would be different now" }).click();
  const row = card.getByRole("row").filter({ hasText: people.employee.name });
  await expect.poll(() => row.locator("td").allTextContents()).toEqual([people.employee.name, expect.any(String), expect.stringContaining("Expected: 0:00"), expect.stringContaining("Expected: 8:00")]);
  await expectAccessible(page);
  await picture(page, "period-compared-desktop");
  await card.getByRole("button", { name: "Verify" }).click();
  await unchanged.waitFor();
  const headers = { Authorization: `Bearer ${people.boss.token}` };
  expect((await fetch(`${server}/api/v1/assignments/${assigned.answer.id ?? ""}`, { method: "DELETE", headers })).status).toBe(204);

  // What is asked for in it is refused, and says why.
  const late = await tell("/corrections", { employee_id: people.employee.id, kind: "add", direction: "out", at: `${daysAgo(295)}T18:00:00Z`, reason: "Forgotten" });
  expect(late.status).toBe(409);

  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await picture(page, "period-closed-phone");
  await card.getByLabel("Why?").fill("The clerk was wrong");
  await card.getByRole("button", { name: "Open again" }).click();
  await card.getByText("Opened again", { exact: true }).waitFor();
  await card.getByText(/The clerk was wrong/).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it("an employee gets neither the page nor the periods", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.employee);
  await page.goto("/periods");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("form", { name: "Close the period" }).count()).toBe(0);
  expect((await page.request.get("/api/v1/periods")).status()).toBe(403);
  await context.close();
});
