import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, fresh, open, picture, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

it("the first start is accessible in both themes", async () => {
  for (const [theme, size] of [["light", "phone"], ["dark", "desktop"]] as const) {
    const context = await open({ baseURL: fresh.server, colorScheme: theme, viewport: sizes[size] });
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Register the company" }).waitFor();
    await expectAccessible(page);
    await expectNothingCut(page);
    await picture(page, `set-up-${size}-${theme}`);
    await context.close();
  }
});

it("a company is registered with the code that the server printed, and its administrator signed in", async () => {
  const context = await open({ baseURL: fresh.server });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto("/today");
  await page.getByLabel("Set-up code").fill("0000-0000-0000");
  await page.getByRole("textbox", { name: "Company", exact: true }).fill("Analytical Engines");
  await page.getByRole("textbox", { name: "Site", exact: true }).fill("Head office");
  await page.getByRole("textbox", { name: "Time zone of the site" }).fill("Colombo");
  await page.getByRole("option", { name: "Asia/Colombo" }).click();
  await page.getByLabel("Given name").fill("Charles");
  await page.getByLabel("Family name").fill("Babbage");
  const charles = { email: "charles@example.com", password: "kettle-violin-lantern-42", token: "" };
  await page.getByLabel("E-mail").fill(charles.email);
  await page.getByRole("textbox", { name: "Password" }).fill(charles.password);
  await page.getByRole("button", { name: "Register the company" }).click();
  await page.getByText("The set-up code is wrong.").waitFor();
  expect(await page.getByRole("textbox", { name: "Company", exact: true }).inputValue()).toBe("Analytical Engines");

  await page.getByLabel("Set-up code").fill(fresh.code);
  await page.getByRole("button", { name: "Register the company" }).click();
  await page.getByRole("heading", { name: "Who is here" }).waitFor();
  await expectNothingCut(page);
  await page.goto("/employees");
  await page.getByText(charles.email).waitFor();
  // One session is left: that of this browser.
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Signed-in devices" }).click();
  await page.getByText("This one").waitFor();
  expect(await page.getByRole("button", { name: /^Sign out:/ }).count()).toBe(0);
  expect(complaints).toEqual([]);

  const other = await open({ baseURL: fresh.server });
  const second = await other.newPage();
  await signIn(second, charles);
  await other.close();
  await context.close();
});
