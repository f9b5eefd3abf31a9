"use client";
import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext, useSubscription } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
// The one place in the browser that names the router's type.
import type { AppRouter } from "@/server/root.ts";
import { makeQueryClient } from "./query-client.ts";

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

export function TRPCReactProvider({ children }: { children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === "subscription",
          true: httpSubscriptionLink({ url, transformer: superjson }),
          false: httpBatchStreamLink({ url, transformer: superjson }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** One stream per tab: whatever happens in the project, what the page shows is read again. */
export function useLiveProject(projectId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { status } = useSubscription(
    trpc.projects.changes.subscriptionOptions(
      { projectId },
      { onData: () => void client.invalidateQueries() },
    ),
  );
  return status;
}

export function useLiveStudio(studioId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { status } = useSubscription(
    trpc.projects.studioChanges.subscriptionOptions(
      { studioId },
      { onData: () => void client.invalidateQueries() },
    ),
  );
  return status;
}
