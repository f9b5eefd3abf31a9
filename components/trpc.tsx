"use client";
import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext, useSubscription } from "@trpc/tanstack-react-query";
import { type ReactNode, useEffect, useState } from "react";
import superjson from "superjson";
// The one place in the browser that names the router's type.
import type { AppRouter } from "@/server/root.ts";
import { makeQueryClient } from "./query-client.ts";
import { ConnectionStatus, useTellConnection } from "./shell/connection-status.tsx";

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export { useTRPC };

const url = "/api/trpc";
let inBrowser: QueryClient | undefined;

/** On the server every request has its own; in the browser there is one, and a suspended first render must not lose it. */
function queryClient() {
  if (typeof window === "undefined") return makeQueryClient();
  inBrowser ??= makeQueryClient();
  return inBrowser;
}

type Props = {
  /** Who opened the page: the portal does nothing for it as anybody else. */
  userId: string;
  children: ReactNode;
};

export function TRPCReactProvider({ userId, children }: Props) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === "subscription",
          true: httpSubscriptionLink({ url, transformer: superjson }),
          false: httpBatchStreamLink({
            url,
            transformer: superjson,
            maxItems: 20,
            headers: { "x-opened-by": userId },
          }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        <ConnectionStatus>{children}</ConnectionStatus>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** One stream per tab: whatever happens in the project, what the page shows is read again. */
export function useLiveProject(projectId: string) {
  const trpc = useTRPC();
  const onData = useReadAgain();
  useWatch(useSubscription(trpc.live.project.subscriptionOptions({ projectId }, { onData })));
}

export function useLiveStudio(studioId: string) {
  const trpc = useTRPC();
  const onData = useReadAgain();
  useWatch(useSubscription(trpc.live.studio.subscriptionOptions({ studioId }, { onData })));
}

/** The stream also says, once it is open and after every break, that what came before was missed. */
function useReadAgain() {
  const client = useQueryClient();
  const tell = useTellConnection();
  return () =>
    void client.invalidateQueries().then(() => tell({ sign: "stream", works: true, atMs: Date.now() }));
}

/** A stream that the portal itself ended, as when it is started anew, and one that was refused. */
const OPEN_AGAIN_MS = { idle: 1_000, error: 5_000 };

type Stream = { status: "idle" | "connecting" | "pending" | "error"; error: unknown; reset: () => void };

function useWatch({ status, error, reset }: Stream) {
  const client = useQueryClient();
  const tell = useTellConnection();
  const isBroken = status === "connecting" && error !== null;
  useEffect(() => {
    if (!isBroken) return;
    tell({ sign: "stream", works: false, atMs: Date.now() });
  }, [isBroken, tell]);

  // The browser opens a stream again that broke, and only that. Whether the portal is there at all, behind a proxy that
  // answers for it, or only not for somebody who was signed out, is told by what is read.
  useEffect(() => {
    if (status !== "idle" && status !== "error") return;
    tell({ sign: "stream", works: true, atMs: Date.now() });
    void client.invalidateQueries();
    const timer = setTimeout(reset, OPEN_AGAIN_MS[status]);
    return () => clearTimeout(timer);
  }, [status, client, tell, reset]);

  useEffect(() => () => tell({ sign: "stream", works: true, atMs: Date.now() }), [tell]);
}
