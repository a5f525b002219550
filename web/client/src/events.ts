import { ProblemError } from "./problem.ts";

export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** Takes text as it comes and gives whole events (WHATWG HTML, 9.2.6). */
export class EventParser {
  #rest = "";
  #id = "";
  #type = "";
  #data: string[] = [];

  push(text: string): ServerEvent[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): ServerEvent | null {
    if (line === "") return this.#finish();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id" && !value.includes("\0")) this.#id = value;
    if (field === "event") this.#type = value;
    if (field === "data") this.#data.push(value);
    return null;
  }

  #finish(): ServerEvent | null {
    const event = { id: this.#id, type: this.#type || "message", data: this.#data.join("\n") };
    const complete = this.#data.length > 0;
    this.#type = "";
    this.#data = [];
    return complete ? event : null;
  }
}

export interface FollowOptions {
  url: string;
  /** Of createSend(): an EventSource could carry no token. */
  send: (request: Request) => Promise<Response>;
  onEvent: (event: ServerEvent) => void;
  /** Whether events come, each time that changes. After a gap, what was missed is sent before what is new. */
  onState?: (live: boolean) => void;
  signal: AbortSignal;
  /** Milliseconds to wait after so many failures in a row. */
  pause?: (failures: number) => number;
}

const longestPause = 30_000;

function growingPause(failures: number): number {
  return Math.min(longestPause, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Follows a stream of events until the signal aborts, connecting again whenever it ends. Throws only if access is refused. */
export async function follow(options: FollowOptions): Promise<void> {
  const { signal, pause = growingPause, onState = () => undefined } = options;
  let last = "";
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of read(options, last)) {
        if (event === "open") onState(true);
        else options.onEvent(event);
        failures = 0;
        if (event !== "open" && event.id) last = event.id;
      }
    } catch (error) {
      if (error instanceof ProblemError && (error.status === 401 || error.status === 403)) throw error;
    }
    onState(false);
    if (!signal.aborted) await sleep(pause(failures++), signal);
  }
}

async function* read({ url, send, signal }: FollowOptions, last: string): AsyncGenerator<ServerEvent | "open"> {
  const headers = { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) };
  const response = await send(new Request(url, { headers, signal, cache: "no-store" }));
  yield "open";
  if (!response.body) return;
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield* parser.push(decoder.decode(value, { stream: true }));
  }
}
