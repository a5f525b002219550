import { describe, expect, it } from "vitest";
import { BearerSession, createClient, everyItem, ifMatch, once, ProblemError, take, takeTagged, UnreachableError } from "../src/index.ts";

const baseUrl = "http://office.test";

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type, ...headers } });
}

function problem(status: number, code: string): Record<string, unknown> {
  return { type: `https://attendsense.example/problems/${code}`, title: "No", status, detail: "It is wrong", code, remedy: "Mend it", instance: "x" };
}

/** A server in a function: knows one access token, and trades each refresh token once. */
class Office {
  access = "access-0";
  refresh = "refresh-0";
  refreshes = 0;
  seen: Request[] = [];
  answer: (request: Request) => Response | Promise<Response> = () => json(200, { id: "c" }, { ETag: '"1"' });

  fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    this.seen.push(request);
    if (request.url.endsWith("/sessions/refresh")) return this.#trade(request);
    if (request.headers.get("Authorization") !== `Bearer ${this.access}`) return json(401, problem(401, "token_expired"));
    return this.answer(request);
  };

  async #trade(request: Request): Promise<Response> {
    const given = (await request.json()) as { refresh_token: string };
    if (given.refresh_token !== this.refresh) return json(401, problem(401, "token_revoked"));
    this.refreshes += 1;
    this.access = `access-${this.refreshes}`;
    this.refresh = `refresh-${this.refreshes}`;
    return json(200, { access_token: this.access, refresh_token: this.refresh });
  }
}

function open(office: Office) {
  const session = new BearerSession({ baseUrl, fetch: office.fetch });
  session.begin({ access_token: "access-0", refresh_token: "refresh-0" });
  return { session, client: createClient({ baseUrl, session, fetch: office.fetch }) };
}

describe("a client", () => {
  it("shows its token, and gives the tag with the value", async () => {
    const office = new Office();
    const { client } = open(office);
    const company = await takeTagged(client.GET("/api/v1/company"));
    expect(company).toEqual({ value: { id: "c" }, etag: '"1"' });
    expect(office.seen[0]?.headers.get("Authorization")).toBe("Bearer access-0");
  });

  it("renews an expired token once, for all requests that wait for it", async () => {
    const office = new Office();
    const { client } = open(office);
    office.access = "somebody else's";
    await Promise.all([1, 2, 3].map(() => take(client.GET("/api/v1/company"))));
    expect(office.refreshes).toBe(1);
  });

  it("asks for an access token first where only the refresh token outlived the page", async () => {
    const office = new Office();
    const { client, session } = open(office);
    session.begin({ access_token: "", refresh_token: "refresh-0" });
    await Promise.all([1, 2].map(() => take(client.GET("/api/v1/company"))));
    expect(office.refreshes).toBe(1);
    expect(office.seen).toHaveLength(3);
  });

  it("sends the body again after it renewed the token", async () => {
    const office = new Office();
    const { client } = open(office);
    office.access = "somebody else's";
    let body = "";
    office.answer = async (request) => ((body = await request.text()), json(200, {}));
    await take(client.PATCH("/api/v1/company/policy", { body: { too_soon_seconds: 60 } }));
    expect(body).toBe('{"too_soon_seconds":60}');
  });

  it("is signed out when the refresh token is refused, and throws the refusal", async () => {
    const office = new Office();
    const { client, session } = open(office);
    office.access = "somebody else's";
    office.refresh = "used up";
    await expect(take(client.GET("/api/v1/company"))).rejects.toMatchObject({ status: 401, code: "token_expired" });
    expect(session.signedIn).toBe(false);
  });

  it("stays signed in when the refresh could not be tried", async () => {
    const office = new Office();
    const { session } = open(office);
    const cut = new BearerSession({ baseUrl, fetch: () => Promise.reject(new TypeError("network")) });
    cut.begin({ access_token: "a", refresh_token: "r" });
    const request = new Request(baseUrl, { headers: { Authorization: "Bearer a" } });
    await expect(cut.renew(request)).rejects.toBeInstanceOf(UnreachableError);
    expect(cut.signedIn && session.signedIn).toBe(true);
  });

  it("throws problem documents with their fields and the time to wait", async () => {
    const office = new Office();
    const { client } = open(office);
    const errors = [{ field: "too_soon_seconds", message: "must not be negative" }];
    office.answer = () => json(429, { ...problem(429, "rate_limited"), errors }, { "Retry-After": "7" });
    const refused = await take(client.GET("/api/v1/company")).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ code: "rate_limited", retryAfter: 7, fields: errors, passing: true, message: "It is wrong. Mend it." });
  });

  it("makes do with a refusal that is no problem document", async () => {
    const office = new Office();
    const { client } = open(office);
    office.answer = () => new Response("<h1>Bad gateway</h1>", { status: 502 });
    await expect(take(client.GET("/api/v1/company"))).rejects.toMatchObject({ status: 502, code: "unexplained" });
  });

  it("tells a network that is away from an abort", async () => {
    const office = new Office();
    const { client } = open(office);
    office.answer = () => Promise.reject(new TypeError("fetch failed"));
    await expect(take(client.GET("/api/v1/company"))).rejects.toBeInstanceOf(UnreachableError);
    const controller = new AbortController();
    controller.abort();
    await expect(take(client.GET("/api/v1/company", { signal: controller.signal }))).rejects.toMatchObject({ name: "AbortError" });
  });

  it("reads every page of a list", async () => {
    const pages: Record<string, { items: number[]; next: string | null }> = {
      "": { items: [1, 2], next: "b" },
      b: { items: [], next: "c" },
      c: { items: [3], next: null },
    };
    const seen: number[] = [];
    for await (const item of everyItem((after) => Promise.resolve(pages[after ?? ""]!))) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
  });

  it("makes headers of tags, and a new key for each new request", () => {
    expect(ifMatch('"1"')).toEqual({ "If-Match": '"1"' });
    expect(once("k")).toEqual({ "Idempotency-Key": "k" });
    expect(once()).not.toEqual(once());
  });
});
