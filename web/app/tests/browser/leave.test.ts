import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

interface Leave {
  from: string;
  to: string;
  part: string;
  state: string;
  reason: string;
  note: string;
}

async function leaves(): Promise<Leave[]> {
  const headers = { Authorization: `Bearer ${people.boss.token}` };
  const response = await fetch(`${server}/api/v1/leaves?employee_id=${people.employee.id}`, { headers });
  return ((await response.json()) as { items: Leave[] }).items;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it("leave goes from the request to the approval, and each sees what became of it", async () => {
  const context = await open({ viewport: sizes.phone, hasTouch: true });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.employee);
  await page.goto("/leave");
  expect(await page.getByText("A daughter").count()).toBe(0); // of somebody else
  const ask = async (from: string, to: string, part: string, reason: string) => {
    await page.getByRole("button", { name: "Ask for leave" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First day").fill(from);
    await dialog.getByLabel("Last day").fill(to);
    await dialog.getByLabel("Part of each day").selectOption({ label: part });
    await dialog.getByLabel("Reason (optional)").fill(reason);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Send" }).click();
    return dialog;
  };
  const first = await ask(inDays(5), inDays(6), "Whole days", "The sea");
  await first.getByText("Asked for.", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await first.waitFor({ state: "hidden" });
  await page.getByRole("article").filter({ hasText: "The sea" }).getByText("Requested").waitFor();
  await expectNothingCut(page);
  await picture(page, "leave-asked-phone");
  await page.reload();
  const overlapping = await ask(inDays(6), inDays(6), "First half", "The dentist");
  await overlapping.getByRole("alert").waitFor(); // two leaves on one day
  await overlapping.getByLabel("First day").fill(inDays(9));
  await overlapping.getByRole("button", { name: "Send" }).click();
  await overlapping.getByText("Asked for.", { exact: false }).waitFor();
  expect(complaints).toEqual([]);

  const office = await open();
  const desk = await office.newPage();
  await signIn(desk, people.boss);
  await desk.goto("/leave");
  const sea = desk.getByRole("article").filter({ hasText: "The sea" });
  await sea.getByRole("button", { name: "Approve" }).click();
  await sea.getByText("Approved", { exact: true }).waitFor();
  const dentist = desk.getByRole("article").filter({ hasText: "The dentist" });
  await dentist.getByLabel("Note to whoever asked").fill("In the afternoon, please");
  await dentist.getByRole("button", { name: "Refuse" }).click();
  await dentist.getByText(/In the afternoon, please/).waitFor();
  await dentist.getByText(/Ada Admin/).waitFor();
  await desk.getByLabel("Show").selectOption({ label: "Refused" });
  await expect.poll(() => desk.getByRole("article").count()).toBe(1);
  await office.close();

  await page.reload();
  await page.getByRole("article").filter({ hasText: "The sea" }).getByText("Approved", { exact: true }).waitFor();
  await page.getByRole("article").filter({ hasText: "The dentist" }).getByText(/In the afternoon, please/).waitFor();
  expect((await leaves()).map(({ from, to, part, state, reason }) => ({ from, to, part, state, reason }))).toEqual([
    { from: inDays(9), to: inDays(9), part: "first_half", state: "refused", reason: "The dentist" },
    { from: inDays(5), to: inDays(6), part: "whole", state: "approved", reason: "The sea" },
  ]);
  await context.close();
});

it("a request is withdrawn while nobody decided, and leave is entered for somebody at once", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.boss);
  await page.goto("/leave");
  await page.getByRole("button", { name: "Ask for leave" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /For whom/ }).fill("Fischer");
  await page.getByRole("option", { name: "Ben Fischer" }).click();
  await dialog.getByLabel("First day").fill(inDays(40));
  await dialog.getByRole("checkbox", { name: "Approve it at once" }).check();
  await picture(page, "leave-ask-desktop");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("Entered and approved.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  const bens = page.getByRole("article", { name: "Ben Fischer: Parental leave" });
  await bens.getByText("Approved", { exact: true }).waitFor();
  await bens.getByRole("button", { name: "Withdraw" }).click(); // after all
  await bens.getByText("Withdrawn", { exact: true }).first().waitFor();

  await page.reload();
  await page.getByRole("button", { name: "Ask for leave" }).click();
  await page.getByRole("dialog").getByLabel("Reason (optional)").fill("Perhaps not");
  await page.getByRole("dialog").getByLabel("First day").fill(inDays(50));
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await page.getByText("Asked for.", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  const own = page.getByRole("article").filter({ hasText: "Perhaps not" });
  await own.getByRole("button", { name: "Withdraw" }).click();
  await own.getByText("Withdrawn", { exact: true }).first().waitFor();
  expect(await own.getByRole("button").count()).toBe(0);
  await context.close();
});
