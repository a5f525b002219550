import { describe, expect, it } from "vitest";
import { EventParser, follow, ProblemError, type ServerEvent } from "../src/index.ts";

describe("the parser of events", () => {
  const text = ': hello\n\nid: 7\nevent: punch\ndata: {"a":\ndata: 1}\n\ndata:bare\n\nid: 8\n\nevent: lost\ndata: half';
  const whole = [
    { id: "7", type: "punch", data: '{"a":\n1}' },
    { id: "7", type: "message", data: "bare" },
  ];

  it("gives whole events, whatever pieces they come in", () => {
    for (let size = 1; size < text.length; ++size) {
      const parser = new EventParser();
      const events: ServerEvent[] = [];
      for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
      expect(events).toEqual(whole);
    }
  });

  it("takes every kind of line end, also one that is cut in two", () => {
    const parser = new EventParser();
    const events = ["data: a\r", "\ndata: b\r\r", "data: c\n\n"].flatMap((piece) => parser.push(piece));
    expect(events.map((event) => event.data)).toEqual(["a\nb", "c"]);
  });
});

describe("following a stream", () => {
  it("connects again after the last event that it heard", async () => {
    const controller = new AbortController();
    const asked: (string | null)[] = [];
    const heard: string[] = [];
    const states: boolean[] = [];
    await follow({
      url: "http://office.test/api/v1/events",
      signal: controller.signal,
      pause: () => 0,
      onState: (live) => states.push(live),
      onEvent: (event) => {
        heard.push(event.data);
        if (heard.length === 2) controller.abort();
      },
      send: async (request) => {
        asked.push(request.headers.get("Last-Event-ID"));
        if (asked.length === 2) throw new TypeError("the network is away");
        return new Response(`id: ${asked.length}\ndata: event ${asked.length}\n\n`);
      },
    });
    expect(asked).toEqual([null, "1", "1"]);
    expect(heard).toEqual(["event 1", "event 3"]);
    expect(states).toEqual([true, false, false, true, false]);
  });

  it("gives up where access is refused", async () => {
    const problem = { type: "t", title: "Forbidden", status: 403, detail: "No", code: "forbidden", remedy: "", instance: "" };
    const refused = follow({
      url: "http://office.test/api/v1/events",
      signal: new AbortController().signal,
      onEvent: () => undefined,
      send: () => Promise.reject(new ProblemError(problem)),
    });
    await expect(refused).rejects.toMatchObject({ status: 403 });
  });
});
