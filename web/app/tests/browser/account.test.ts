import { createHmac } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeAll, expectAccessible, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

/** RFC 6238, as an authenticator app computes it. */
function codeOf(key: string, now = Date.now()): string {
  const bits = Array.from(key, (letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac("sha1", bytes).update(step).digest();
  return String((hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function openDialog(page: Page, item: string) {
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("dialog");
}

async function giveCredentials(page: Page) {
  await page.getByLabel("E-mail").fill(people.employee.email);
  await page.getByRole("textbox", { name: "Password" }).fill(people.employee.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

it("no script reads what shows who asks", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.employee);
  const cookies = await context.cookies();
  expect(cookies.length).toBe(2);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Strict")).toBe(true);
  const seen = await page.evaluate(() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage));
  for (const { value } of cookies) expect(seen).not.toContain(value);
  expect(seen).not.toMatch(/as[ar]_/);
  await context.close();
});

it("who is away when signing out is signed out at the server later", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.employee);
  await context.setOffline(true);
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  expect((await context.cookies()).length).toBe(2);
  await context.setOffline(false);
  await expect.poll(async () => (await context.cookies()).length, { timeout: 15_000 }).toBe(0);
  await context.close();
});

it("a sign-out that the server answers late takes nothing from whoever signs in next", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.employee);
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const order: string[] = [];
  const isSession = (url: string) => url.endsWith("/api/v1/web/session");
  page.on("request", (request) => isSession(request.url()) && request.method() === "POST" && order.push("sign-in asked"));
  page.on("response", (response) => isSession(response.url()) && response.request().method() === "DELETE" && order.push("sign-out answered"));
  await page.route("**/api/v1/web/session", async (route) => {
    if (route.request().method() === "DELETE") await held;
    await route.continue();
  });
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("E-mail").fill(people.boss.email);
  await page.getByRole("textbox", { name: "Password" }).fill(people.boss.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  answer();
  await page.getByRole("link", { name: "Today" }).waitFor();
  expect(order).toEqual(["sign-out answered", "sign-in asked"]);
  expect((await context.cookies()).length).toBe(2);
  await page.reload();
  await page.getByText(/^Live:/).waitFor();
  await context.close();
});

it("one sees where one is signed in, and ends it", async () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  const [here, there, elsewhere] = [await open({ viewport: sizes.phone }), await open(), await open({ userAgent: firefox })];
  const [page, other, third] = [await here.newPage(), await there.newPage(), await elsewhere.newPage()];
  await signIn(other, people.employee);
  await signIn(third, people.employee);
  await signIn(page, people.employee);
  const dialog = await openDialog(page, "Signed-in devices");
  await dialog.getByText("This one").waitFor();
  await expectAccessible(page);
  await picture(page, "sessions-phone");
  const endFirefox = dialog.getByRole("button", { name: /^Sign out: Firefox/ });
  await endFirefox.click();
  await endFirefox.waitFor({ state: "detached" });
  await third.reload();
  await third.getByRole("button", { name: "Sign in" }).waitFor();
  await other.reload();
  await other.getByRole("heading", { level: 1 }).filter({ hasNotText: "AttendSense" }).waitFor(); // that one alone
  await dialog.getByRole("button", { name: "Sign out everywhere else" }).click();
  await dialog.getByRole("button", { name: "Sign out everywhere else" }).waitFor({ state: "detached" });
  await other.reload();
  await other.getByRole("button", { name: "Sign in" }).waitFor();
  for (const context of [here, there, elsewhere]) await context.close();
});

it("a second factor is set up, asked for, replaced by a recovery code, and removed", async () => {
  const context = await open({ colorScheme: "dark" });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.employee);
  const dialog = await openDialog(page, "Second factor");
  await dialog.getByRole("textbox", { name: "Current password" }).fill(people.employee.password);
  await dialog.getByRole("button", { name: "Set up" }).click();
  await dialog.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  await expectAccessible(page);
  await picture(page, "second-factor-desktop");
  const key = ((await dialog.locator("pre").textContent()) ?? "").replaceAll(" ", "");
  await dialog.getByRole("textbox", { name: "Code" }).fill("000000");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByText("The code is wrong, or was used before.", { exact: false }).waitFor();
  await dialog.getByRole("textbox", { name: "Code" }).fill(codeOf(key));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByRole("button", { name: "I have put them away" }).waitFor();
  const codes = await dialog.getByRole("list", { name: "Recovery codes" }).locator("li").allTextContents();
  expect(codes.length).toBe(10);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have put them away" }).click();
  await dialog.getByText("Recovery codes left: 10").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();

  await giveCredentials(page);
  await page.getByRole("textbox", { name: "Code" }).fill(codes[0]!);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "My attendance" }).waitFor();
  const again = await openDialog(page, "Second factor");
  await again.getByText("Recovery codes left: 9").waitFor();
  await again.getByRole("textbox", { name: "Current password" }).fill(people.employee.password);
  await again.getByRole("textbox", { name: "Code" }).fill(codes[1]!);
  await again.getByRole("button", { name: "Remove the second factor" }).click();
  await again.getByRole("button", { name: "Set up" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it("who must have a second factor sets it up before anything else", async () => {
  const headers = { Authorization: `Bearer ${people.boss.token}`, "Content-Type": "application/json" };
  const tell = (method: string, path: string, body?: object) =>
    fetch(`${server}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const clerk = { email: "clerk@example.com", given_name: "Clara", family_name: "Clerk", role: "administrator", consent: false, password: "marble-otter-thunder-17" };
  const hired = (await (await tell("POST", "/employees", clerk)).json()) as { employee: { id: string } };
  const context = await open({ viewport: sizes.phone });
  try {
    expect((await tell("PATCH", "/company/policy", { second_factor_for: "administrators" })).status).toBe(200);
    const page = await context.newPage();
    await page.goto("/");
    await page.getByLabel("E-mail").fill(clerk.email);
    await page.getByRole("textbox", { name: "Password" }).fill(clerk.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Your company demands a second factor.", { exact: false }).waitFor();
    await expectAccessible(page);
    await page.goto("/today"); // there is no way around it
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.getByLabel("E-mail").fill(clerk.email);
    await page.getByRole("textbox", { name: "Password" }).fill(clerk.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    const key = ((await page.locator("pre").textContent()) ?? "").replaceAll(" ", "");
    await page.getByRole("textbox", { name: "Code" }).fill(codeOf(key));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "I have put them away" }).click();
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "AttendSense" }).waitFor();
  } finally {
    expect((await tell("PATCH", "/company/policy", { second_factor_for: "none" })).status).toBe(200);
    expect((await tell("DELETE", `/employees/${hired.employee.id}`)).status).toBe(204);
    await context.close();
  }
});
