import { problemOf, UnreachableError } from "./problem.ts";

/** How requests are authenticated. The one place to change for another way of doing so. */
export interface Session {
  /** Adds what shows who asks. False: nobody is signed in, so a refusal is final. */
  authorize(request: Request): Promise<boolean>;
  /**
   * Called when the server no longer knows who asks. True: send the request again. False: nobody is signed in any more.
   * Throws UnreachableError or ProblemError where that could not be found out.
   */
  renew(request: Request): Promise<boolean>;
}

export interface Tokens {
  /** Empty: only the refresh token outlived the page. */
  readonly access: string;
  readonly refresh: string;
}

/** Where tokens are kept. `exclusively` runs one piece of work at a time among all who share the place. */
export interface TokenPlace {
  read(): Tokens | null;
  write(tokens: Tokens | null): void;
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** Tokens that are gone when the page is. */
export class TokensInMemory implements TokenPlace {
  #tokens: Tokens | null = null;
  #last: Promise<unknown> = Promise.resolve();

  read(): Tokens | null {
    return this.#tokens;
  }

  write(tokens: Tokens | null): void {
    this.#tokens = tokens;
  }

  exclusively<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

export interface TokenAnswer {
  access_token: string;
  refresh_token: string;
}

/** The password was right; `POST /api/v1/sessions/challenge` takes the code that is owed. */
export interface ChallengeAnswer {
  challenge: string;
}

export interface BearerOptions {
  baseUrl: string;
  place?: TokenPlace;
  fetch?: typeof fetch;
}

/**
 * Bearer tokens. A refresh token works once, and one that comes again ends the whole sign-in: so one refresh at a time,
 * and whoever waited for it takes the tokens that it brought.
 */
export class BearerSession implements Session {
  readonly #baseUrl: string;
  readonly #place: TokenPlace;
  readonly #fetch: typeof fetch;

  constructor({ baseUrl, place = new TokensInMemory(), fetch: send = (...given) => fetch(...given) }: BearerOptions) {
    this.#baseUrl = baseUrl;
    this.#place = place;
    this.#fetch = send;
  }

  get signedIn(): boolean {
    return this.#place.read() !== null;
  }

  /** With what a sign-in or its second step answered. False: a code is owed yet. */
  begin(answer: TokenAnswer | ChallengeAnswer): boolean {
    if (!("refresh_token" in answer)) return false;
    this.#place.write({ access: answer.access_token, refresh: answer.refresh_token });
    return true;
  }

  end(): void {
    this.#place.write(null);
  }

  async authorize(request: Request): Promise<boolean> {
    if (this.#place.read()?.access === "") await this.renew(request);
    const tokens = this.#place.read();
    if (tokens) request.headers.set("Authorization", `Bearer ${tokens.access}`);
    return tokens !== null;
  }

  renew(request: Request): Promise<boolean> {
    const refused = request.headers.get("Authorization");
    return this.#place.exclusively(async () => {
      const tokens = this.#place.read();
      if (!tokens) return false;
      if (tokens.access && refused !== `Bearer ${tokens.access}`) return true;
      return this.#refresh(tokens.refresh);
    });
  }

  async #refresh(refresh: string): Promise<boolean> {
    const response = await this.#fetch(`${this.#baseUrl}/api/v1/sessions/refresh`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: refresh }),
    }).catch((cause: unknown) => {
      throw new UnreachableError(cause);
    });
    if (response.ok) {
      this.begin((await response.json()) as TokenAnswer);
      return true;
    }
    if (response.status !== 401) throw await problemOf(response);
    this.end();
    return false;
  }
}
