// What was seen last, kept on this device for one person: shown while there is no network, with its age.

import { dehydrate, hydrate, type DehydratedState, type QueryClient } from "@tanstack/react-query";

const database = "attendsense";
const longest = 30 * 24 * 3600_000;

interface Kept {
  owner: string;
  at: number;
  state: DehydratedState;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("IndexedDB"));
  });
}

async function run<Value>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const opened = await open();
  try {
    return await new Promise<Value>((resolve, reject) => {
      const request = work(opened.transaction("kept", mode).objectStore("kept"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  } finally {
    opened.close();
  }
}

/** Puts back what this person saw last. A device that keeps nothing is no error. */
export async function restore(client: QueryClient, owner: string): Promise<void> {
  try {
    const kept = (await run("readonly", (store) => store.get("queries"))) as Kept | undefined;
    if (kept?.owner !== owner || Date.now() - kept.at > longest) return;
    hydrate(client, kept.state);
    // To be shown at once, and to be asked for again.
    await client.invalidateQueries({ refetchType: "none" });
  } catch {
    // a private window
  }
}

export async function forget(client: QueryClient): Promise<void> {
  client.clear();
  await run("readwrite", (store) => store.clear()).catch(() => undefined);
}

/** Keeps what is seen from now on. Queries whose meta says `keep: false` are left out. */
export function keep(client: QueryClient, owner: string): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    waiting = undefined;
    const state = dehydrate(client, {
      shouldDehydrateQuery: (query) => query.state.status === "success" && query.meta?.["keep"] !== false,
      shouldDehydrateMutation: () => false,
    });
    void run("readwrite", (store) => store.put({ owner, at: Date.now(), state } satisfies Kept, "queries")).catch(() => undefined);
  };
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success") waiting ??= setTimeout(write, 1000);
  });
  return () => {
    stop();
    clearTimeout(waiting);
  };
}
