// Every page in both themes and at both sizes: accessible, nothing cut, and drawn for docs/screenshots where asked.

import { afterAll, describe, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, signIn, sizes, watch, type Size, type Theme } from "./support.ts";

afterAll(closeAll);

// Each page with a text that is there once it is complete.
const pages: Record<string, [string, string]> = {
  my: ["/my", "Everything (JSON)"],
  today: ["/today", "of 14 people"],
  corrections: ["/corrections", "Show more"],
  "leave-requests": ["/leave", "A daughter"],
  periods: ["/periods", "SHA-256"],
  review: ["/review", "Not enough like anybody"],
  employees: ["/employees", "amara@example.com"],
  stations: ["/stations", "no pictures, tried again"],
  evacuation: ["/evacuation", "people"],
  reports: ["/reports", "Rows: 14"],
  company: ["/settings/company", "Name of the company"],
  greetings: ["/settings/greetings", "To whoever comes"],
  settings: ["/settings/rules", "Measured on public photos"],
  sites: ["/settings/sites", "New site"],
  roles: ["/settings/roles", "Manage the company"],
  schedules: ["/settings/schedules", "Office hours: Site: Office"],
  holidays: ["/settings/holidays", "Founders' day"],
  leave: ["/settings/leave", "New kind of leave"],
  webhooks: ["/settings/webhooks", "New webhook"],
  audit: ["/audit", "Show more"],
  import: ["/employees/import", "Choose a file"],
};

// Each theme and each size once; all four for the pictures.
const few: [Theme, Size][] = [["light", "phone"], ["dark", "desktop"]];
const all: [Theme, Size][] = [...few, ["dark", "phone"], ["light", "desktop"]];

describe.each(process.env["SCREENSHOTS"] ? all : few)("in the %s theme on a %s", (theme, size) => {
  const options = { colorScheme: theme, viewport: sizes[size], hasTouch: size === "phone" };

  it("the sign-in is accessible", async () => {
    const context = await open(options);
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await expectAccessible(page);
    await expectNothingCut(page);
    await picture(page, `sign-in-${size}-${theme}`);
    await context.close();
  });

  it("every page is accessible", async () => {
    const context = await open(options);
    const page = await context.newPage();
    const complaints = watch(page);
    await signIn(page, people.boss);
    for (const [name, [address, text]] of Object.entries(pages)) {
      await page.goto(address);
      await page.getByText(text).first().waitFor();
      await expectNothingCut(page);
      await expectAccessible(page);
      await picture(page, `${name}-${size}-${theme}`);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
