import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { makeQueryClient } from "@/components/query-client.ts";
import { currentActor } from "@/server/auth.ts";
import { appRouter, callerFor } from "@/server/root.ts";

const context = cache(async () => ({ actor: await currentActor() }));
const queries = cache(makeQueryClient);

export const trpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient: queries });

/**
 * Reads on the server what the page begins with. What may not be seen is this site's 404; signed out goes to sign-in
 * and comes back here.
 */
export async function begin<T>(
  read: (caller: ReturnType<typeof callerFor>) => Promise<T>,
  here: string,
): Promise<T> {
  try {
    return await read(callerFor(await context()));
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED")
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST"))
      notFound();
    throw error;
  }
}

/** Hands what was read on the server to the browser's cache. */
export async function prefetch<T>(options: { queryKey: readonly unknown[] }, data: T) {
  queries().setQueryData(options.queryKey, data);
}

export function Hydrated({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queries())}>{children}</HydrationBoundary>;
}
