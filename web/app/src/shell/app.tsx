import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ProblemError } from "@attendsense/client";
import { forget, keep, restore } from "../shared/kept.ts";
import { lookAgain, useAccount } from "../shared/session.ts";
import { ErrorBoundary } from "./error_boundary.tsx";
import { Frame } from "./frame.tsx";
import { LiveFeed } from "./live_feed.tsx";
import { SignIn } from "./sign_in.tsx";

export function App() {
  const account = useAccount();
  const owner = account?.id;
  const ready = useKept(owner);
  return (
    <ErrorBoundary>
      {owner === undefined ? (
        <SignIn />
      ) : (
        ready && (
          <LiveFeed key={owner}>
            <Frame />
          </LiveFeed>
        )
      )}
    </ErrorBoundary>
  );
}

/** What this person saw last is there before anything is drawn, and gone when they have signed out. */
function useKept(owner: string | undefined): boolean {
  const client = useQueryClient();
  const [ready, setReady] = useState<string>();
  useEffect(() => {
    if (owner === undefined) {
      void forget(client);
      return;
    }
    let gone = false;
    let stop: (() => void) | undefined;
    void restore(client, owner).then(() => {
      if (gone) return;
      stop = keep(client, owner);
      setReady(owner);
      lookAgain().catch((error: unknown) => {
        if (!(error instanceof ProblemError)) return; // offline: as it was
      });
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [client, owner]);
  return owner !== undefined && ready === owner;
}
