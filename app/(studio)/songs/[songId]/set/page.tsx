import type { Metadata } from "next";
import { cache } from "react";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { SetDesk } from "./set-desk.tsx";

type Props = { params: Promise<{ songId: string }> };

const read = cache((songId: string) => begin((c) => c.handoffs.set({ songId }), `/songs/${songId}/set`));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { song, project } = await read((await params).songId);
  return { title: `Hand-off of ${song.title} · ${project.title}` };
}

/** From recording to mixing: the files of the set, what the checks find, and the hand-off itself. */
export default async function SetPage({ params }: Props) {
  const { songId } = await params;
  await prefetch(trpc.handoffs.set.queryOptions({ songId }), await read(songId));
  return (
    <Hydrated>
      <SetDesk songId={songId} />
    </Hydrated>
  );
}
