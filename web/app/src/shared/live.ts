import { createContext, useContext, useEffect, useRef } from "react";

/** Somebody's figures changed: a punch, a correction, a leave. */
export interface LiveChange {
  employee_id: string;
}

export interface Live {
  /** Whether events come: what is shown is what is. */
  connected: boolean;
  subscribe: (listener: (change: LiveChange) => void) => () => void;
}

export const LiveContext = createContext<Live>({ connected: false, subscribe: () => () => undefined });

export function useLive(): boolean {
  return useContext(LiveContext).connected;
}

/** Called for every change while the component is shown. */
export function useLiveChanges(listener: (change: LiveChange) => void): void {
  const { subscribe } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((change) => latest.current(change)), [subscribe]);
}
