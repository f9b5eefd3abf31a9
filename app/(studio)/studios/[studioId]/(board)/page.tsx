import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { Board } from "./board.tsx";

export const metadata: Metadata = { title: "Board" };

export default async function BoardPage({ params }: { params: Promise<{ studioId: string }> }) {
  const { studioId } = await params;
  const board = await begin((c) => c.overview.board({ studioId }), `/studios/${studioId}`);
  await prefetch(trpc.overview.board.queryOptions({ studioId }), board);
  return (
    <Hydrated>
      <Board studioId={studioId} />
    </Hydrated>
  );
}
