"use client";

import { useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import {
  createContext,
  type Dispatch,
  type ReactNode,
  useContext,
  useEffect,
  useReducer,
  useState,
} from "react";
import { afterNews, connected, type News, saidInMs } from "./connection.ts";

const READ_AGAIN_MS = 5_000;
const Tell = createContext<Dispatch<News>>(() => {});

/** For whoever learns whether the portal can be reached. */
export const useTellConnection = () => useContext(Tell);

/** Says above the page when the portal has been out of reach for a while, and nothing else. */
export function ConnectionStatus({ children }: { children: ReactNode }) {
  const [connection, tell] = useReducer(afterNews, connected);
  const [said, setSaid] = useState(false);
  useNetwork(tell);
  useReads(tell, connection.failing.includes("reads"));

  useEffect(() => {
    const inMs = saidInMs(connection, Date.now());
    if (inMs === null) return setSaid(false);
    const timer = setTimeout(() => setSaid(true), inMs);
    return () => clearTimeout(timer);
  }, [connection]);

  return (
    <Tell value={tell}>
      <div role="status" className="sticky top-0 z-40">
        {said && (
          <p className="border-line border-b bg-raised px-4 py-2 text-center text-sm">
            Connection lost. What you wrote is kept on this device. Reconnecting…
          </p>
        )}
      </div>
      {children}
    </Tell>
  );
}

function useNetwork(tell: Dispatch<News>) {
  useEffect(() => {
    const look = () => tell({ sign: "network", works: navigator.onLine, atMs: Date.now() });
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, [tell]);
}

/** A page without a live stream learns it from what it reads, and then tries again by itself. */
function useReads(tell: Dispatch<News>, failing: boolean) {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== "updated") return;
        const { action } = event;
        if (action.type === "success" && !action.manual)
          tell({ sign: "reads", works: true, atMs: Date.now() });
        if (action.type === "error")
          tell({ sign: "reads", works: !isUnanswered(action.error), atMs: Date.now() });
      }),
    [client, tell],
  );
  useEffect(() => {
    if (!failing) return;
    const timer = setInterval(() => void client.invalidateQueries(), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [client, failing]);
}

/** An answer of the portal's own carries its data, a refusal too. */
const isUnanswered = (error: unknown) => error instanceof TRPCClientError && !error.data;
