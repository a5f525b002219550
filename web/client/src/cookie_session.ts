import { problemOf, UnreachableError } from "./problem.ts";
import type { Session } from "./session.ts";

/** A change by cookie is believed of the server's own pages alone: no other site can send this. */
export const fromWebApp = { "Attendsense-Web": "1" } as const;

/** What all pages of a browser know of their common session: the cookies themselves are out of their reach. */
export interface SharedPlace {
  /** Another text after each sign-in and renewal; empty: nobody is signed in. */
  read(): string;
  write(state: string): void;
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>;
}

export interface CookieOptions {
  baseUrl: string;
  place: SharedPlace;
  fetch?: typeof fetch;
}

/**
 * Cookies that no script reads. The refresh cookie works once, and one that comes again ends the whole sign-in: so one
 * renewal at a time among all pages, and whoever waited for it goes on with what it brought.
 */
export class CookieSession implements Session {
  readonly #baseUrl: string;
  readonly #place: SharedPlace;
  readonly #fetch: typeof fetch;
  readonly #sentUnder = new WeakMap<Request, string>();

  constructor({ baseUrl, place, fetch: send = (...given) => fetch(...given) }: CookieOptions) {
    this.#baseUrl = baseUrl;
    this.#place = place;
    this.#fetch = send;
  }

  /** The server has just set the cookies. */
  begin(): void {
    this.#place.write(crypto.randomUUID());
  }

  end(): void {
    this.#place.write("");
  }

  // Not async itself, so that the request is marked with what held when it was made.
  authorize(request: Request): Promise<boolean> {
    const state = this.#place.read();
    request.headers.set("Attendsense-Web", fromWebApp["Attendsense-Web"]);
    this.#sentUnder.set(request, state);
    return Promise.resolve(state !== "");
  }

  renew(request: Request): Promise<boolean> {
    return this.#place.exclusively(async () => {
      const state = this.#place.read();
      if (state === "") return false;
      return state !== this.#sentUnder.get(request) || this.#renewNow();
    });
  }

  async #renewNow(): Promise<boolean> {
    const response = await this.#fetch(`${this.#baseUrl}/api/v1/web/session/renewal`, { method: "POST", headers: fromWebApp }).catch(
      (cause: unknown) => {
        throw new UnreachableError(cause);
      },
    );
    if (response.ok) {
      this.begin();
      return true;
    }
    if (response.status !== 401) throw await problemOf(response);
    this.end();
    return false;
  }
}
