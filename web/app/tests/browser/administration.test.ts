import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

async function asBoss(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { Authorization: `Bearer ${people.boss.token}`, "Content-Type": "application/json" };
  const response = await fetch(`${server}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return response.json();
}

it("the audit says who did what, is searched, and its chain is checked", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/audit");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await page.getByRole("status").filter({ hasText: /All \d+ entries are as they were written/ }).waitFor();
  await page.getByLabel("About").selectOption({ label: "Settings" });
  await page.getByText("Settings: changed").first().waitFor();
  expect(await page.getByText("Correction: approved").count()).toBe(0);
  await page.getByText("fields: self_approval").waitFor();
  await page.getByRole("textbox", { name: "Done by anybody" }).fill("Okafor");
  await page.getByRole("option", { name: people.employee.name }).click();
  await page.getByText("Nothing fits").waitFor();
  await page.getByLabel("About").selectOption({ label: "Session" });
  await page.getByText("Session: begun").first().waitFor();
  await page.getByText(people.employee.name, { exact: true }).first().waitFor();
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await page.getByText("Nothing fits").waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const lines = readFileSync(await (await waiting).path(), "utf8").trimEnd().split("\n");
  expect((JSON.parse(lines[0] ?? "") as { action: string }).action).toBe("company.register");
  expect(complaints).toEqual([]);
  await context.close();
});

it("a file of people shows what is wrong in it before anything is imported", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto("/employees");
  await page.getByRole("link", { name: "Import" }).click();
  const choose = async (name: string, text: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file" }).click();
    await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  };
  const head = "email;given_name;family_name;role;site;hired_at";
  await choose("wrong.csv", `${head}\nolga@example.com;Olga;Ladyzhenskaya;employee;Office;2026-02-30\n`);
  await page.getByRole("alert").filter({ hasText: "Nothing was imported." }).waitFor();
  await page.getByRole("cell", { name: "hired_at" }).waitFor();
  await expectAccessible(page);
  await picture(page, "import-wrong-desktop");
  const good = `${head}\nolga@example.com;Olga;Ladyzhenskaya;employee;Office;2026-02-27\n`;
  await choose("good.csv", good);
  await page.getByRole("cell", { name: "created" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText("New: 1, changed: 0, the same: 0").waitFor();

  // What is exported can be imported again, and changes nothing.
  await page.getByRole("link", { name: "All employees" }).click();
  await page.getByText("olga@example.com").waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  expect(text).toContain("olga@example.com;Olga;Ladyzhenskaya;none;employee;");
  await page.getByRole("link", { name: "Import" }).click();
  await choose("again.csv", text);
  await page.getByText(/New: 0, changed: 0, the same: \d+/).waitFor();
  expect(await page.getByRole("button", { name: "Import" }).isDisabled()).toBe(true);

  await page.goto("/employees");
  await page.getByText("olga@example.com").click();
  await page.getByRole("button", { name: "Erase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
  await page.getByRole("heading", { name: "Employees" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it("an administrator sees the calendar, the hours and the punches of one person", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto(`/employees/${people.employee.id}`);
  const calendar = page.getByRole("region", { name: "Calendar" });
  await calendar.getByRole("button", { name: "Previous month" }).click();
  await calendar.getByRole("button", { name: "Next month" }).click();
  const seen = calendar.getByRole("button", { name: /First entrance/ }).last();
  await seen.click();
  const punches = page.getByRole("region", { name: "Punches" });
  await punches.getByText("Added by hand: Approved").first().waitFor();
  await expectAccessible(page);
  await picture(page, "employee-desktop");
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await picture(page, "employee-phone");
  expect(complaints).toEqual([]);
  await context.close();
});

it("each of several photos is judged, also one of this device's camera", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.boss);
  await page.goto(`/employees/${people.employee.id}`);
  await page.getByText("No photo yet").waitFor();
  await asBoss("PATCH", `/employees/${people.employee.id}`, { consent: true });
  const drawn = await page.screenshot({ type: "jpeg" }); // nobody's face is in it
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Photo from a file" }).click();
  await (await chooser).setFiles(["one.jpg", "two.jpg"].map((name) => ({ name, mimeType: "image/jpeg", buffer: drawn })));
  for (const name of ["one.jpg", "two.jpg"]) await page.getByText(name).waitFor();
  expect(await page.getByRole("alert").filter({ hasText: "face" }).count()).toBe(2);
  await page.getByRole("button", { name: "Take a photo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Take the photo" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("camera.jpg").waitFor();
  await context.close();
});

it("who withdraws the consent is told what that means, and is forgotten", async () => {
  await asBoss("PATCH", `/employees/${people.employee.id}`, { consent: true });
  const context = await open({ viewport: sizes.phone });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.employee);
  await page.getByRole("button", { name: "Withdraw consent" }).click();
  await page.getByText("no camera recognises you any more").waitFor();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw consent" }).click();
  await page.getByText("You are not recognised by your face.").waitFor();
  const person = (await asBoss("GET", `/employees/${people.employee.id}`)) as { consent_at: string | null };
  expect(person.consent_at).toBe(null);
  expect(complaints).toEqual([]);
  await context.close();
});
