import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { ClientHome } from "./client-home.tsx";

export const metadata: Metadata = { title: "What waits for you" };

export default async function HomePage() {
  const home = await begin((c) => c.overview.home(), "/home");
  await prefetch(trpc.overview.home.queryOptions(), home);
  return (
    <Hydrated>
      <ClientHome />
    </Hydrated>
  );
}
