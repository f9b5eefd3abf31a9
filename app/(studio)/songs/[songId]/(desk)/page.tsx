import type { Metadata } from "next";
import { cache } from "react";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { Desk } from "./desk.tsx";

type Props = { params: Promise<{ songId: string }> };

const read = cache((songId: string) => begin((c) => c.overview.song({ songId }), `/songs/${songId}`));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { song, project } = await read((await params).songId);
  return { title: `${song.title} · ${project.title}` };
}

/** The engineers' desk. */
export default async function SongPage({ params }: Props) {
  const { songId } = await params;
  await prefetch(trpc.overview.song.queryOptions({ songId }), await read(songId));
  return (
    <Hydrated>
      <Desk songId={songId} />
    </Hydrated>
  );
}
