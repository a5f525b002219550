// Against a running server, which tests/e2e/test_web.py starts.

import { describe, expect, it } from "vitest";
import { BearerSession, createClient, createSend, everyItem, follow, ifMatch, once, take, takeTagged } from "../src/index.ts";

const baseUrl = process.env["ATTENDSENSE_SERVER"] ?? "";
const setupCode = process.env["ATTENDSENSE_SETUP_CODE"] ?? "";
const password = "violet tram over nine hills";

describe.skipIf(!baseUrl)("a running server", () => {
  const session = new BearerSession({ baseUrl });
  const client = createClient({ baseUrl, session });

  it("registers a company and knows its administrator", async () => {
    const body = {
      setup_code: setupCode,
      company: { name: "Client Ltd", site: { name: "Office", time_zone: "Europe/Berlin" } },
      administrator: { email: "admin@example.com", given_name: "Ada", family_name: "Admin", password, consent: false },
    };
    const registered = await take(client.POST("/api/v1/setup", { body }));
    session.begin(registered);
    const me = await take(client.GET("/api/v1/employees/{employee_id}", { params: { path: { employee_id: registered.employee_id } } }));
    expect(me.display_name).toBe("Ada Admin");
  });

  it("renews tokens while several requests are under way", async () => {
    session.begin(await take(client.POST("/api/v1/sessions", { body: { email: "admin@example.com", password } })));
    const refresh = await fetchTokens();
    session.begin({ ...refresh, access_token: "forgotten" });
    const answers = await Promise.all([1, 2, 3, 4].map(() => take(client.GET("/api/v1/company"))));
    expect(answers.map((company) => company.name)).toEqual(Array(4).fill("Client Ltd"));
  });

  async function fetchTokens() {
    return take(client.POST("/api/v1/sessions", { body: { email: "admin@example.com", password } }));
  }

  it("refuses a change to what somebody else has changed", async () => {
    const { etag } = await takeTagged(client.GET("/api/v1/company/policy"));
    await take(client.PATCH("/api/v1/company/policy", { body: { too_soon_seconds: 61 }, headers: ifMatch(etag) }));
    const late = take(client.PATCH("/api/v1/company/policy", { body: { too_soon_seconds: 62 }, headers: ifMatch(etag) }));
    await expect(late).rejects.toMatchObject({ status: 412, code: "precondition_failed" });
  });

  it("makes a change with a key once", async () => {
    const body = { email: "bo@example.com", given_name: "Bo", family_name: "Berg", consent: false };
    const headers = once();
    const first = await take(client.POST("/api/v1/employees", { body, headers }));
    const again = await take(client.POST("/api/v1/employees", { body, headers }));
    expect(again.employee.id).toBe(first.employee.id);
  });

  it("names the fields that are wrong", async () => {
    const body = { email: "nobody", given_name: "", family_name: "Berg", consent: false };
    const refused = take(client.POST("/api/v1/employees", { body }));
    await expect(refused).rejects.toMatchObject({ code: "input_invalid", fields: expect.arrayContaining([expect.objectContaining({ field: "given_name" })]) });
  });

  it("reads a list page by page", async () => {
    const names: string[] = [];
    const page = (after: string | undefined) => take(client.GET("/api/v1/employees", { params: { query: { limit: 1, after } } }));
    for await (const employee of everyItem(page)) names.push(employee.given_name);
    expect(names.sort()).toEqual(["Ada", "Bo"]);
  });

  it("hears of a punch that is entered by hand", async () => {
    const controller = new AbortController();
    const send = createSend({ baseUrl, session });
    const heard: string[] = [];
    await follow({
      url: `${baseUrl}/api/v1/events`,
      send,
      signal: controller.signal,
      onState: (live) => void (live && punch().catch(() => controller.abort())),
      onEvent: (event) => {
        heard.push(event.type);
        controller.abort();
      },
    });
    expect(heard).toHaveLength(1);
  }, 60_000);

  async function punch() {
    const body = { kind: "add", direction: "in", at: new Date(Date.now() - 60_000).toISOString(), reason: "Test", approve: true } as const;
    const person = (await take(client.GET("/api/v1/employees", { params: { query: { search: "Bo" } } }))).items[0];
    return take(client.POST("/api/v1/corrections", { body: { ...body, employee_id: person!.id } }));
  }

  it("is signed out when it says so", async () => {
    await take(client.DELETE("/api/v1/sessions/current"));
    await expect(take(client.GET("/api/v1/company"))).rejects.toMatchObject({ status: 401 });
    expect(session.signedIn).toBe(false);
  });
});
