import { expect, it } from "vitest";
import { CookieSession, createSend, ProblemError, UnreachableError, type SharedPlace } from "../src/index.ts";

const baseUrl = "http://server.test";

class Place implements SharedPlace {
  state = "first";
  #last: Promise<unknown> = Promise.resolve();
  read() {
    return this.state;
  }
  write(state: string) {
    this.state = state;
  }
  exclusively<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

function problem(status: number, code: string): Response {
  return new Response(JSON.stringify({ type: "about:blank", title: code, status, code, detail: code }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

/** A browser whose access cookie has expired: what is asked before a renewal is refused. */
function expired(renewal: () => Response | Promise<Response>) {
  const asked: string[] = [];
  let fresh = false;
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    asked.push(path);
    expect(request.headers.get("Attendsense-Web")).toBe("1");
    if (path.endsWith("/renewal")) {
      const answer = await renewal();
      fresh = answer.ok;
      return answer;
    }
    return fresh ? new Response("{}") : problem(401, "token_missing");
  };
  return { asked, fetch };
}

it("renews once for all that wait, and asks again", async () => {
  const place = new Place();
  const { asked, fetch } = expired(() => new Response("{}"));
  const send = createSend({ baseUrl, session: new CookieSession({ baseUrl, place, fetch }), fetch });
  const answers = await Promise.all([1, 2, 3].map((page) => send(new Request(`${baseUrl}/page/${page}`))));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(asked.filter((path) => path.endsWith("/renewal"))).toHaveLength(1);
  expect(place.state).not.toBe("first");
});

it("takes what another page's renewal brought", async () => {
  const place = new Place();
  const { asked, fetch } = expired(() => new Response("{}"));
  const session = new CookieSession({ baseUrl, place, fetch });
  const request = new Request(`${baseUrl}/page`);
  expect(await session.authorize(request)).toBe(true);
  place.write("renewed by another page");
  expect(await session.renew(request)).toBe(true);
  expect(asked).toEqual([]);
});

it("is over where the server says so, and asks nobody afterwards", async () => {
  const place = new Place();
  const { asked, fetch } = expired(() => problem(401, "session_expired"));
  const send = createSend({ baseUrl, session: new CookieSession({ baseUrl, place, fetch }), fetch });
  await expect(send(new Request(`${baseUrl}/page`))).rejects.toMatchObject({ code: "token_missing" });
  expect(place.state).toBe("");
  await expect(send(new Request(`${baseUrl}/page`))).rejects.toBeInstanceOf(ProblemError);
  expect(asked).toEqual(["/page", "/api/v1/web/session/renewal", "/page"]);
});

it("outlives a server that is away or busy", async () => {
  const place = new Place();
  for (const [renewal, kind] of [
    [() => Promise.reject(new TypeError("no network")), UnreachableError],
    [() => problem(503, "busy"), ProblemError],
  ] as const) {
    const { fetch } = expired(renewal);
    const send = createSend({ baseUrl, session: new CookieSession({ baseUrl, place, fetch }), fetch });
    await expect(send(new Request(`${baseUrl}/page`))).rejects.toBeInstanceOf(kind);
    expect(place.state).toBe("first");
  }
});
