import type { components } from "./schema.d.ts";

export type Problem = components["schemas"]["Problem"];
export type FieldError = components["schemas"]["FieldError"];

/** The server refused, and said why in a problem document (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly problem: Problem,
    /** How long to wait before asking again, in seconds, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.remedy ? `${problem.detail}. ${problem.remedy}.` : problem.detail);
  }

  /** Stable, to be compared with. */
  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  get fields(): readonly FieldError[] {
    return this.problem.errors ?? [];
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get passing(): boolean {
    return this.status === 429 || this.status === 503 || this.code === "request_in_progress";
  }
}

/** No answer came: the network or the server is away. Whether a change was made is not known. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";

  constructor(cause: unknown) {
    super("The server cannot be reached", { cause });
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== "object" || value === null) return false;
  const { code, detail, status } = value as Record<string, unknown>;
  return typeof code === "string" && typeof detail === "string" && typeof status === "number";
}

function seconds(field: string | null): number | null {
  const value = Number(field ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** What a refusal says. A proxy in between answers without a problem document: its status has to do. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = seconds(response.headers.get("Retry-After"));
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ProblemError(body, retryAfter);
  const problem: Problem = {
    type: "https://attendsense.example/problems/unexplained",
    title: response.statusText || "Unexplained",
    status: response.status,
    detail: `The server answered ${response.status} without saying why`,
    code: "unexplained",
    remedy: "Try again in a moment",
    instance: response.headers.get("Attendsense-Request-Id") ?? "",
  };
  return new ProblemError(problem, retryAfter);
}
