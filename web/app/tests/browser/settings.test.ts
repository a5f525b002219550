import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

async function settings(section: string): Promise<{ page: Page; complaints: string[]; done: () => Promise<void> }> {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  await page.goto(`/settings/${section}`);
  return { page, complaints, done: () => context.close() };
}

it("rules are changed and kept, and somebody else's change meanwhile is not overwritten", async () => {
  const { page, complaints, done } = await settings("rules");
  const seconds = page.getByLabel("Seconds between two punches");
  const before = await seconds.inputValue();
  const save = page.getByRole("button", { name: "Save" });
  expect(await save.isDisabled()).toBe(true);
  await seconds.fill("181");
  await page.getByLabel("Strangers taken for somebody").selectOption({ index: 2 });
  await save.click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  await page.getByText("Measured on public photos").waitFor();
  expect(await seconds.inputValue()).toBe("181");

  await seconds.fill("90");
  const headers = { Authorization: `Bearer ${people.boss.token}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ too_old_hours: 170 });
  expect((await fetch(`${server}/api/v1/company/policy`, { method: "PATCH", headers, body })).status).toBe(200);
  await save.click();
  await page.getByText("Somebody else changed this meanwhile.").waitFor();
  expect(await seconds.inputValue()).toBe("90");
  await page.reload();
  await seconds.fill(before);
  await page.getByLabel("Strangers taken for somebody").selectOption({ index: 1 });
  await save.click();
  await page.reload();
  await page.getByText("Measured on public photos").waitFor();
  expect(await seconds.inputValue()).toBe(before);
  expect(complaints).toEqual([]);
  await done();
});

it("the company takes another name, and goes back to the one it had", async () => {
  const { page, complaints, done } = await settings("company");
  const name = page.getByLabel("Name of the company");
  const before = await name.inputValue();
  const save = page.getByRole("button", { name: "Save" });
  expect(await save.isDisabled()).toBe(true);
  for (const next of ["Difference Engines", before]) {
    await name.fill(next);
    await save.click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await expectAccessible(page);
    await page.reload();
    await expect.poll(() => name.inputValue()).toBe(next);
  }
  expect(complaints).toEqual([]);
  await done();
});

it("a greeting is written, shown by example, and refused where it names what nobody knows", async () => {
  const { page, complaints, done } = await settings("greetings");
  await page.getByLabel("To whoever comes").fill("Servus {title} {family_name}");
  await page.getByText("For example: Servus Ms. Lovelace").waitFor();
  await page.getByLabel("To whoever leaves").fill("Your {salary}");
  const save = page.getByRole("button", { name: "Save" });
  await save.click();
  await page.getByText("greeting_out knows {title}, {name}, {given_name} and {family_name} only", { exact: true }).waitFor();
  await page.getByLabel("To whoever leaves").fill("");
  await expectAccessible(page);
  await save.click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await picture(page, "settings-greetings-desktop");
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await page.getByLabel("To whoever comes").fill("");
  await save.click();
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await done();
});

it("a site is opened, renamed, and moved to another zone", async () => {
  const { page, complaints, done } = await settings("sites");
  const fresh = page.getByRole("form", { name: "New site" });
  await fresh.getByLabel("Name").fill("Branch");
  await fresh.getByRole("textbox", { name: "Time zone" }).fill("Colombo");
  await page.getByRole("option", { name: "Asia/Colombo" }).click();
  await fresh.getByRole("button", { name: "Add" }).click();
  const branch = page.getByRole("form", { name: "Branch" });
  await branch.getByLabel("Name").fill("Branch in Kandy");
  await branch.getByRole("button", { name: "Save" }).click();
  const renamed = page.getByRole("form", { name: "Branch in Kandy" });
  await renamed.getByText("Saved", { exact: true }).waitFor();
  expect(await renamed.getByRole("textbox", { name: "Time zone" }).inputValue()).toBe("Asia/Colombo");
  expect(complaints).toEqual([]);
  await done();
});

it("a role is defined and changed, and an employee has no settings", async () => {
  const { page, complaints, done } = await settings("roles");
  const fresh = page.getByRole("form", { name: "New role" });
  await fresh.getByLabel("New role").fill("Payroll");
  await fresh.getByLabel("Close periods").check();
  await fresh.getByRole("button", { name: "Add" }).click();
  const payroll = page.getByRole("form", { name: "Payroll" });
  await payroll.getByLabel("See everybody’s attendance").check();
  await payroll.getByRole("button", { name: "Save" }).click();
  await page.reload();
  await payroll.waitFor();
  expect(await payroll.getByLabel("See everybody’s attendance").isChecked()).toBe(true);
  expect(await payroll.getByLabel("Manage the company").isChecked()).toBe(false);
  expect(complaints).toEqual([]);
  await done();

  const context = await open();
  const other = await context.newPage();
  const asked: string[] = [];
  other.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await signIn(other, people.employee);
  await other.goto("/settings/rules");
  await other.getByRole("heading", { name: "My attendance" }).waitFor();
  expect(asked.filter((path) => path.startsWith("/api/v1/company"))).toEqual([]);
  await context.close();
});

it("a holiday is added, removed, and read from a calendar file", async () => {
  const { page, complaints, done } = await settings("holidays");
  const year = new Date().getFullYear();
  const fresh = page.getByRole("form", { name: "New holiday" });
  await fresh.getByLabel("Date").fill(`${year}-12-24`);
  await fresh.getByLabel("Name").fill("Half a day before");
  await fresh.getByLabel("How much of the day").selectOption({ label: "The second half" });
  await fresh.getByRole("button", { name: "Add" }).click();
  await page.getByText("Half a day before").waitFor();
  await page.getByRole("button", { name: "Remove: Half a day before" }).click();
  await page.getByText("Half a day before").waitFor({ state: "detached" });

  const event = `BEGIN:VEVENT\r\nUID:1@example.com\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${year}1226\r\nSUMMARY:Second day\r\nEND:VEVENT\r\n`;
  const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${event}END:VCALENDAR\r\n`;
  for (const told of ["Added: 1, known: 0, skipped: 0", "Added: 0, known: 1, skipped: 0"]) {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a calendar file" }).click();
    await (await chooser).setFiles({ name: "days.ics", mimeType: "text/calendar", buffer: Buffer.from(calendar) });
    await page.getByText(told).waitFor();
  }
  await page.getByRole("button", { name: "Remove: Second day" }).click();
  await page.getByText("Second day").waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await done();
});

it("a kind of leave is made and no longer offered", async () => {
  const { page, complaints, done } = await settings("leave");
  const fresh = page.getByRole("form", { name: "New kind of leave" });
  await fresh.getByLabel("New kind of leave").fill("Study");
  await fresh.getByRole("button", { name: "Add" }).click();
  const study = page.getByRole("form", { name: "Study" });
  await study.getByLabel("Offered").uncheck();
  await study.getByRole("button", { name: "Save" }).click();
  await page.reload();
  await study.waitFor();
  expect(await study.getByLabel("Offered").isChecked()).toBe(false);
  expect(complaints).toEqual([]);
  await done();
});

it("a schedule is made, given to somebody, changed and removed", async () => {
  const { page, complaints, done } = await settings("schedules");
  await page.getByRole("button", { name: "New schedule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: false }).first().fill("Night watch");
  await dialog.getByLabel("Monday, from").fill("22:00");
  await dialog.getByLabel("Monday, to").fill("06:00");
  await dialog.getByRole("checkbox", { name: "Saturday", exact: true }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  const card = page.getByRole("article", { name: "Night watch" });
  await card.getByText("22:00–30:00").waitFor();

  const given = page.getByRole("form", { name: "New assignment" });
  await given.getByLabel("Schedule").selectOption({ label: "Night watch" });
  await given.getByLabel("For", { exact: true }).selectOption({ label: "Employee" });
  await given.getByRole("textbox", { name: "Employee" }).fill("Okafor");
  await page.getByRole("option", { name: people.employee.name }).click();
  await given.getByLabel("From", { exact: false }).fill("2020-01-01");
  await given.getByLabel("Until").fill("2020-01-31");
  await given.getByRole("button", { name: "Add" }).click();
  await page.getByText(`Night watch: ${people.employee.name}`).waitFor();

  await card.getByRole("button", { name: "Edit" }).click();
  expect(await dialog.getByLabel("Monday, to").inputValue()).toBe("06:00");
  await dialog.getByLabel("Monday, to").fill("07:00");
  await dialog.getByRole("button", { name: "Save" }).click();
  await card.getByText("22:00–31:00").waitFor();
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);

  await page.getByRole("button", { name: `Remove: Night watch: ${people.employee.name}` }).click();
  await page.getByText(`Night watch: ${people.employee.name}`).waitFor({ state: "detached" });
  await card.getByRole("button", { name: "Remove" }).click();
  await card.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await done();
});

it("a roster has flexible hours, several shifts a day and rules of its own, and keeps them", async () => {
  const { page, complaints, done } = await settings("schedules");
  await page.getByRole("button", { name: "New schedule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Workshop");
  await dialog.getByLabel("Rhythm").selectOption("rotating");
  const drop = dialog.getByRole("button", { name: "Without the last day" });
  for (let days = 7; days > 3; --days) await drop.click();
  await dialog.getByLabel("Day 1, from").fill("06:00");
  await dialog.getByLabel("Day 1, to").fill("12:00");
  await dialog.getByLabel("Day 1, minutes of work").fill("330");
  await dialog.getByRole("button", { name: "Day 1: Another shift" }).click();
  await dialog.getByLabel("Day 1, shift 2, from").fill("18:00");
  await dialog.getByLabel("Day 1, shift 2, to").fill("02:00");
  await dialog.getByRole("checkbox", { name: /^Day 1, shift 2: Flexible/ }).check();
  await dialog.getByLabel("Day 1, shift 2, core time from").fill("23:00");
  await dialog.getByLabel("Day 1, shift 2, core time to").fill("01:00");
  await dialog.getByRole("checkbox", { name: "Day 2", exact: true }).uncheck();
  await dialog.getByRole("button", { name: "How punches are counted" }).click();
  await dialog.getByLabel("Minutes one may be late").fill("7");
  await dialog.getByRole("button", { name: "Another law" }).click();
  await dialog.getByLabel("Rounding", { exact: true }).selectOption("for_company");
  await dialog.getByLabel("Rounded to so many minutes").selectOption("10");
  await dialog.getByLabel("Overtime", { exact: true }).selectOption("beyond_limit");
  await dialog.getByLabel("Limit a day, minutes").fill("20");
  await expectAccessible(page);
  await dialog.getByLabel("Rhythm").scrollIntoViewIfNeeded();
  await picture(page, "schedule-roster-desktop");
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await dialog.getByLabel("Day 1, from").scrollIntoViewIfNeeded();
  await picture(page, "schedule-roster-phone");
  await page.setViewportSize(sizes.desktop);
  await dialog.getByRole("button", { name: "Save" }).click();
  const card = page.getByRole("article", { name: "Workshop" });
  await card.getByText("Day 1: 06:00–12:00, 18:00–26:00 · Day 2: off · Day 3: 09:00–17:30").waitFor();

  // Saved again without a change, it is as it was.
  const headers = { Authorization: `Bearer ${people.boss.token}` };
  const kept = async () => {
    const { items } = (await (await fetch(`${server}/api/v1/schedules?limit=500`, { headers })).json()) as { items: { name: string }[] };
    return items.find(({ name }) => name === "Workshop");
  };
  const before = await kept();
  expect(before).toMatchObject({
    rhythm: "rotating",
    cycle: [[{ expected_minutes: 330 }, { flexible: true, core: { from: "23:00", to: "25:00" }, expected_minutes: 240 }], [], [{ from: "09:00" }]],
    rules: { grace_late_minutes: 7, legal_breaks: [{ beyond_minutes: 360, least_minutes: 30 }], rounding: "for_company", rounding_step_minutes: 10, overtime: "beyond_limit", overtime_limit_minutes: 20 },
  });
  await card.getByRole("button", { name: "Edit" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await kept()).toEqual(before);
  await card.getByRole("button", { name: "Remove" }).click();
  await card.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await done();
});

it("what a change of a schedule would come to is shown before it is saved", async () => {
  const { page, complaints, done } = await settings("schedules");
  await page.getByRole("article", { name: "Office hours" }).getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  const preview = dialog.getByRole("button", { name: "What would change?" });
  await preview.click();
  await dialog.getByText("Nothing would be different.").waitFor();
  await dialog.getByLabel("Monday, minutes", { exact: false }).fill("300");
  expect(await dialog.getByText("Nothing would be different.").count()).toBe(0);
  await preview.click();
  await dialog.getByText(/^[1-9]\d* days of [1-9]\d* people would be different\.$/).waitFor();
  await dialog.getByText(/ of 5:00$/).first().waitFor();
  await expectAccessible(page);
  await picture(page, "schedule-preview-desktop");
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(complaints).toEqual([]);
  await done();
});

it("a webhook is made, its secret shown once, tested, paused and removed", async () => {
  const { page, complaints, done } = await settings("webhooks");
  const fresh = page.getByRole("form", { name: "New webhook" });
  await fresh.getByLabel("Name").fill("Payroll");
  await fresh.getByLabel("Address").fill("http://payroll.example/attendance");
  await fresh.getByRole("button", { name: "Add" }).click();
  await fresh.getByRole("alert").waitFor();
  expect(await fresh.getByLabel("Name").inputValue()).toBe("Payroll");
  await fresh.getByLabel("Address").fill("https://payroll.example/attendance");
  await fresh.getByRole("button", { name: "Add" }).click();
  const secret = page.getByText(/^whsec_/);
  const first = await secret.textContent();
  await expectAccessible(page);
  await page.reload();

  const payroll = page.getByRole("form", { name: "Payroll" });
  await payroll.waitFor();
  expect(await secret.count()).toBe(0);
  await payroll.getByRole("checkbox", { name: "Alerts" }).check();
  await payroll.getByRole("button", { name: "Save" }).click();
  await payroll.getByText("Saved").waitFor();
  await payroll.getByRole("button", { name: "New secret" }).click();
  expect(await secret.textContent()).not.toBe(first);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.reload();
  expect(await payroll.getByRole("checkbox", { name: "Alerts" }).isChecked()).toBe(true);
  expect(await payroll.getByRole("checkbox", { name: "Sightings" }).isChecked()).toBe(false);

  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("Test, on its way").waitFor();
  await page.getByText(/^Tries: [1-9]/).waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.setViewportSize(sizes.phone);
  await expectNothingCut(page);
  await expectAccessible(page);
  await payroll.getByRole("button", { name: "Pause" }).click();
  await page.getByText("Paused: it hears of nothing").waitFor();
  expect(await page.getByRole("button", { name: "Send a test" }).isDisabled()).toBe(true);
  await payroll.getByRole("button", { name: "Remove" }).click();
  await payroll.getByRole("button", { name: "Remove it and its log" }).click();
  await payroll.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await done();
});

it("who manages schedules alone finds them, and nothing else of the settings", async () => {
  const headers = { Authorization: `Bearer ${people.boss.token}`, "Content-Type": "application/json" };
  const tell = (path: string, body: object) => fetch(`${server}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const planner = { email: "planner@example.com", password: "marble-otter-thunder-17", token: "" };
  expect((await tell("/roles", { name: "Planner", permissions: ["view_own", "manage_schedules"] })).status).toBe(201);
  const person = { email: planner.email, given_name: "Petra", family_name: "Planner", role: "Planner", consent: false, password: planner.password };
  const hired = (await (await tell("/employees", person)).json()) as { employee: { id: string } };
  const context = await open();
  const page = await context.newPage();
  await signIn(page, planner);
  await page.getByRole("link", { name: "Settings" }).click();
  const sections = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
  await expect.poll(() => sections.allTextContents()).toEqual(["Schedules", "Holidays", "Kinds of leave"]);
  await page.getByText("Office hours", { exact: false }).first().waitFor();
  await page.goto("/settings/rules");
  await page.getByRole("heading", { name: "Settings: Schedules" }).waitFor();
  await page.goto("/audit");
  await page.getByRole("heading", { name: "My attendance" }).or(page.getByRole("heading", { level: 1 })).first().waitFor();
  expect(await page.getByRole("button", { name: /chain/i }).count()).toBe(0);
  await context.close();
  expect((await fetch(`${server}/api/v1/employees/${hired.employee.id}`, { method: "DELETE", headers })).status).toBe(204);
});
