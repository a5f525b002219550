// The one place that knows how the app shows who asks: by cookies that no script reads (docs/adr/0013-web-sessions.md).
// What is kept here is who that is, and that there is a session, so that opening the app again asks for no password.

import { useSyncExternalStore } from "react";
import { CookieSession, createClient, createSend, fromWebApp, take, type Schemas, type SharedPlace } from "@attendsense/client";

export type Me = Schemas["Employee"];
/** The password was right; a code is owed yet. */
export type Challenge = Schemas["Challenge"];

const stateKey = "attendsense.session";
const meKey = "attendsense.me";
const leavingKey = "attendsense.leaving";
const baseUrl = location.origin;
const params = { header: fromWebApp };

const place: SharedPlace = {
  read: () => localStorage.getItem(stateKey) ?? "",
  write(state) {
    if (state) return localStorage.setItem(stateKey, state);
    localStorage.removeItem(stateKey);
    setMe(null);
  },
  /** Among all tabs: a refresh cookie works once. */
  exclusively: (work) => navigator.locks.request("attendsense.session", work) as ReturnType<typeof work>,
};

const listeners = new Set<() => void>();
let me: Me | null = readMe();

function readMe(): Me | null {
  const kept = localStorage.getItem(meKey);
  return kept === null || place.read() === "" ? null : (JSON.parse(kept) as Me);
}

function setMe(next: Me | null): void {
  if (next) localStorage.setItem(meKey, JSON.stringify(next));
  else localStorage.removeItem(meKey);
  me = next;
  listeners.forEach((listener) => listener());
}

// Signed out or in, in another tab.
addEventListener("storage", (event) => {
  if (event.key !== meKey && event.key !== null) return;
  me = readMe();
  listeners.forEach((listener) => listener());
});

const session = new CookieSession({ baseUrl, place });
export const send = createSend({ baseUrl, session });
export const api = createClient({ baseUrl, session });

/** Whoever is signed in, as far as this device knows; null: nobody. */
export function useAccount(): Me | null {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => me,
  );
}

/** Whoever is signed in, where somebody must be. */
export function useMe(): Me {
  const account = useAccount();
  if (!account) throw new Error("nobody is signed in");
  return account;
}

/** Who it is, or the second step that is owed; enter() then opens the app. */
export async function signIn(email: string, password: string): Promise<Me | Challenge> {
  await leaving; // an answer to it that came later would take the new cookies away
  const begun = await take(api.POST("/api/v1/web/session", { params, body: { email, password } }));
  return "challenge" in begun ? begun : begun.employee;
}

export function answerChallenge(challenge: string, code: string): Promise<Schemas["AnsweredWebSession"]> {
  return take(api.POST("/api/v1/web/session/challenge", { params, body: { challenge, code } }));
}

/** The server has set the cookies of this person. */
export function enter(employee: Me): void {
  localStorage.removeItem(leavingKey);
  session.begin();
  setMe(employee);
}

/** Here at once; on the server, which takes the cookies away, as soon as it can be told. */
export function signOut(): Promise<void> {
  localStorage.setItem(leavingKey, "1");
  session.end();
  leaving = finishLeaving();
  return leaving;
}

async function finishLeaving(): Promise<void> {
  if (localStorage.getItem(leavingKey) === null) return;
  await take(api.DELETE("/api/v1/web/session", { params })).then(
    () => localStorage.removeItem(leavingKey),
    () => undefined, // when the network is back, or the app is opened again
  );
}
let leaving = finishLeaving();
addEventListener("online", () => {
  leaving = finishLeaving();
});

/** A role or a name may have changed since the last time. */
export async function lookAgain(): Promise<void> {
  if (!me) return;
  const path = { employee_id: me.id };
  setMe(await take(api.GET("/api/v1/employees/{employee_id}", { params: { path } })));
}
