import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";

export interface Account {
  email: string;
  password: string;
  token: string;
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run tests/e2e/test_web.py`);
  return value;
}

export const server = given("ATTENDSENSE_SERVER");
export const people = JSON.parse(given("ATTENDSENSE_ACCOUNTS")) as { boss: Account; employee: Account & { id: string; name: string } };

/** Another server, at its first start. */
export const fresh = { server: given("ATTENDSENSE_FRESH_SERVER"), code: given("ATTENDSENSE_SETUP_CODE") };

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof sizes;
export type Theme = "light" | "dark";

// A camera without a face before it.
const camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

// A browser knows the authorities of its machine alone, and asks each user; that certificates are checked is tested elsewhere.
const trust = process.env["ATTENDSENSE_PRIVATE_AUTHORITY"] ? ["--ignore-certificate-errors"] : [];

let browser: Browser | undefined;

export async function open(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", ...camera, ...trust] });
  const context = await browser.newContext({ baseURL: server, locale: "en-GB", serviceWorkers: "block", viewport: sizes.desktop, ...options });
  context.setDefaultTimeout(15_000);
  return context;
}

export async function closeAll(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** What a page must not do: break its policy, fail, or ask anybody but our server. */
export function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server && origin !== fresh.server && protocol.startsWith("http")) complaints.push(`asked ${origin}`);
  });
  return complaints;
}

export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "AttendSense" }).waitFor();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** No violation of WCAG 2.2 AA or of axe's own best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that is still fading in has other colours.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => undefined))));
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return (await loaded.run()).violations;
  });
  const told = found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary ?? ""}`).join(" | ")}`);
  expect(told).toEqual([]);
}

/** Nothing is cut: the page never scrolls sideways. */
export async function expectNothingCut(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { timeout: 10_000 }).toBeLessThanOrEqual(0);
}

/** For docs/screenshots, where somebody asks for them. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
