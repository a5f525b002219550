import createFetch, { type Client as Typed } from "openapi-fetch";
import { problemOf, UnreachableError } from "./problem.ts";
import type { paths } from "./schema.d.ts";
import type { Session } from "./session.ts";

export type Client = Typed<paths, `${string}/${string}`>;

export interface ClientOptions {
  baseUrl: string;
  session: Session;
  fetch?: typeof fetch;
}

/**
 * A fetch that knows who asks, renews that once where the server has forgotten it, and throws what is no success:
 * ProblemError, UnreachableError, or the DOMException of an abort.
 */
export function createSend({ session, fetch: send = (...given) => fetch(...given) }: ClientOptions) {
  const attempt = async (request: Request): Promise<Response> => {
    try {
      return await send(request);
    } catch (cause) {
      request.signal.throwIfAborted();
      throw new UnreachableError(cause);
    }
  };
  return async (request: Request): Promise<Response> => {
    const again = request.clone();
    const known = await session.authorize(request);
    let response = await attempt(request);
    if (response.status === 401 && known && (await session.renew(request))) {
      await session.authorize(again);
      response = await attempt(again);
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  };
}

/** Typed calls of every operation of the contract: `take(client.GET("/api/v1/company"))`. */
export function createClient(options: ClientOptions): Client {
  return createFetch<paths>({ baseUrl: options.baseUrl, fetch: createSend(options) });
}

interface Answer<Value> {
  data?: Value;
  response: Response;
}

/** What a call answered; refusals were thrown before. */
export async function take<Value>(call: Promise<Answer<Value>>): Promise<Value> {
  return (await call).data as Value;
}

export interface Tagged<Value> {
  value: Value;
  /** For ifMatch(), with a change that was made from this value. */
  etag: string;
}

export async function takeTagged<Value>(call: Promise<Answer<Value>>): Promise<Tagged<Value>> {
  const { data, response } = await call;
  return { value: data as Value, etag: response.headers.get("ETag") ?? "" };
}
