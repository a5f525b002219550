import { useMemo, useEffect, useRef, useState, type ReactNode } from "react";
import { follow } from "@attendsense/client";
import { LiveContext, type Live, type LiveChange } from "../shared/live.ts";
import { send } from "../shared/session.ts";

type Listener = (change: LiveChange) => void;

// Events that change somebody's figures.
const changing = new Set(["punch", "correction", "leave"]);

/** One stream of events for the whole app, while somebody looks at it. */
export function LiveFeed({ children }: { children: ReactNode }) {
  const [connected, setConnected] = useState(false);
  const visible = useVisible();
  const listeners = useRef(new Set<Listener>());
  useEffect(() => {
    if (!visible) return;
    const controller = new AbortController();
    follow({
      url: `${location.origin}/api/v1/events`,
      send,
      signal: controller.signal,
      onState: setConnected,
      onEvent: ({ type, data }) => {
        if (!changing.has(type)) return;
        const change = JSON.parse(data) as LiveChange;
        listeners.current.forEach((listener) => listener(change));
      },
    }).catch(() => setConnected(false));
    return () => controller.abort();
  }, [visible]);
  const live = useMemo<Live>(
    () => ({
      connected,
      subscribe: (listener) => {
        const set = listeners.current;
        set.add(listener);
        return () => set.delete(listener);
      },
    }),
    [connected],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}
