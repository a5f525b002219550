export { createClient, createSend, take, takeTagged, type Client, type ClientOptions, type Tagged } from "./client.ts";
export { CookieSession, fromWebApp, type CookieOptions, type SharedPlace } from "./cookie_session.ts";
export { EventParser, follow, type FollowOptions, type ServerEvent } from "./events.ts";
export { allItems, everyItem } from "./pages.ts";
export { ProblemError, UnreachableError, type FieldError, type Problem } from "./problem.ts";
export { ifMatch, once } from "./request_headers.ts";
export { BearerSession, TokensInMemory, type BearerOptions, type ChallengeAnswer, type Session, type TokenAnswer, type TokenPlace, type Tokens } from "./session.ts";
export type { components, paths } from "./schema.d.ts";

import type { components } from "./schema.d.ts";

/** The contract's shapes by their names. */
export type Schemas = components["schemas"];
