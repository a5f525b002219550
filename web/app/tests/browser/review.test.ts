import { afterAll, expect, it } from "vitest";
import { closeAll, expectAccessible, expectNothingCut, open, people, picture, server, signIn, sizes, watch } from "./support.ts";

afterAll(closeAll);

interface Sighting {
  id: string;
  captured_at: string;
  crop: boolean;
  review: { verdict: string; display_name: string | null; correction_id: string | null; note: string } | null;
}

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${server}/api/v1${path}`, { headers: { Authorization: `Bearer ${people.boss.token}` } });
  return (await response.json()) as Answer;
}

const listed = async (review: "open" | "decided") => (await ask<{ items: Sighting[] }>(`/sightings?review=${review}`)).items;

it("a stranger is given a name, enters a punch, and is known by that picture afterwards", async () => {
  const context = await open();
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  const before = await listed("open");
  await page.goto("/review");
  const cards = page.getByRole("article");
  await expect.poll(() => cards.count()).toBe(before.length);
  const card = cards.first();
  const face = card.getByRole("img", { name: "The face that the camera saw" });
  await face.waitFor();
  await expect.poll(() => face.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(40);
  await card.getByText(/^Most like Maya Silva/).waitFor();
  await card.getByRole("button", { name: "This is …" }).click();
  const enter = card.getByRole("button", { name: "Enter the punch" });
  expect(await enter.isDisabled()).toBe(true);
  await card.getByRole("textbox", { name: "Who was it?" }).fill("Novak");
  await page.getByRole("option", { name: "Leon Novak" }).click();
  await card.getByRole("textbox", { name: "Note (optional)" }).fill("Has a beard now");
  await card.getByRole("checkbox", { name: /as a photo of the person/ }).check();
  await expectAccessible(page);
  await picture(page, "review-assign-desktop");
  await enter.click();
  await page.getByText("Entered for Leon Novak.").waitFor();
  await expect.poll(() => cards.count()).toBe(before.length - 1);

  const decided = (await listed("decided"))[0];
  expect(decided).toMatchObject({ id: before[0]?.id, crop: false, review: { verdict: "assigned", display_name: "Leon Novak", note: "Has a beard now" } });
  const correction = await ask<{ at: string; state: string; reason: string }>(`/corrections/${decided?.review?.correction_id ?? ""}`);
  expect(correction).toMatchObject({ at: decided?.captured_at, state: "approved", reason: "Side door, door: Has a beard now" });
  await page.getByRole("link", { name: "See the corrections" }).click();
  await page.getByRole("article").filter({ hasText: "Has a beard now" }).getByText("Approved").first().waitFor();
  const leon = (await ask<{ items: { id: string }[] }>("/employees?search=novak")).items[0]?.id ?? "";
  expect((await ask<{ items: unknown[] }>(`/employees/${leon}/photos`)).items).toHaveLength(1);
  expect(complaints).toEqual([]);
  await context.close();
});

it("whoever may not become a photo is told why, and nothing is entered", async () => {
  const context = await open({ viewport: sizes.phone, hasTouch: true });
  const page = await context.newPage();
  await signIn(page, people.boss);
  const before = await listed("open");
  await page.goto("/review");
  const card = page.getByRole("article").first();
  await card.getByRole("button", { name: "This is …" }).click();
  await card.getByRole("textbox", { name: "Who was it?" }).fill("Rossi");
  await page.getByRole("option", { name: "Chiara Rossi" }).click();
  await card.getByRole("checkbox").check();
  await card.getByRole("button", { name: "Enter the punch" }).click();
  await card.getByRole("alert").waitFor();
  await card.getByText(/consent/i).first().waitFor();
  await expectNothingCut(page);
  expect((await listed("open")).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  await context.close();
});

it("who is nobody of ours leaves the list, and stays to be seen with who said so", async () => {
  const context = await open({ viewport: sizes.phone, hasTouch: true });
  const page = await context.newPage();
  const complaints = watch(page);
  await signIn(page, people.boss);
  const before = await listed("open");
  await page.goto("/review");
  const card = page.getByRole("article").last();
  await card.getByRole("textbox", { name: "Note (optional)" }).fill("The postman");
  await card.getByRole("button", { name: "Nobody of ours" }).click();
  await page.getByText("Nothing was entered.").waitFor();
  expect((await listed("open")).length).toBe(before.length - 1);
  await page.getByText("Decided", { exact: true }).click();
  const decided = page.getByRole("article").filter({ hasText: "The postman" });
  await decided.getByText("Nobody of ours").waitFor();
  await decided.getByText(/Ada Admin/).waitFor();
  await decided.getByText("No picture is kept").waitFor();
  await expectAccessible(page);
  await expectNothingCut(page);
  await picture(page, "review-decided-phone");

  await page.getByText("Open", { exact: true }).click();
  await page.getByLabel("Station", { exact: true }).selectOption({ label: "Side door" });
  await expect.poll(() => page.getByRole("article").count()).toBe(before.length - 1);
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await page.getByText("Nothing waits for a decision.").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it("an employee gets neither the page nor what it shows", async () => {
  const context = await open();
  const page = await context.newPage();
  await signIn(page, people.employee);
  await page.goto("/review");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("article").count()).toBe(0);
  const any = (await listed("open"))[0]?.id ?? "";
  for (const path of ["/sightings?review=open", `/sightings/${any}/crop`]) {
    expect((await page.request.get(`/api/v1${path}`)).status()).toBe(403);
  }
  await context.close();
});
