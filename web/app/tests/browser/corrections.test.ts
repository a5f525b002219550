import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

interface Correction {
  id: string;
  reason: string;
  state: string;
  requested_by: string;
}

async function corrections(employee: string): Promise<Correction[]> {
  const headers = { Authorization: `Bearer ${people.boss.token}` };
  const response = await fetch(`${server}/api/v1/corrections?employee_id=${employee}&limit=500`, { headers });
  return ((await response.json()) as { items: Correction[] }).items;
}

it("a punch is entered by hand, shows who did it, and is undone", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/corrections");
  await page.getByRole("button", { name: "Enter a punch" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "For whom?" }).fill("Okafor");
  await page.getByRole("option", { name: people.employee.name }).click();
  await dialog.getByRole("textbox", { name: "Time" }).fill("00:01");
  const reason = `The camera was covered ${Date.now()}`;
  await dialog.getByLabel("Reason").fill(reason);
  await expectAccessible(page);
  await picture(page, "punch-by-hand-desktop");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("Entered and approved.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();

  const card = page.getByRole("article").filter({ hasText: reason });
  await card.getByText(/Ada Admin/).first().waitFor();
  await card.getByRole("button", { name: "Undo" }).click();
  await card.getByText("Undone", { exact: true }).waitFor();
  expect(await card.getByRole("button", { name: "Undo" }).count()).toBe(0);
  expect((await corrections(people.employee.id)).find((each) => each.reason === reason)?.state).toBe("undone");
  expect(complaints).toEqual([]);
  await context.close();
});

it("what a reader missed is entered for all whom it concerns, after they were named", async () => {
  const context = await open({ viewport: sizes.phone });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/corrections");
  await page.getByRole("button", { name: "A reader was down" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Power cut");
  await dialog.getByLabel("Down until").fill("07:00");
  await dialog.getByRole("button", { name: "Whom does it concern?" }).click();
  await dialog.getByRole("alert").waitFor(); // it ends before it begins
  await dialog.getByLabel("Down until").fill("09:00");
  await dialog.getByRole("button", { name: "Whom does it concern?" }).click();
  await dialog.getByText("Elena García").waitFor();
  await expectAccessible(page);
  await expectNothingCut(page);
  const enter = dialog.getByRole("button", { name: /^Enter for [1-9]/ });
  await enter.click();
  await dialog.getByText(/^Entered: [1-9]/).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
