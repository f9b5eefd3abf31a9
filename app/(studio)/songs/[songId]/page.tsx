import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { Desk } from "./desk.tsx";

type Props = { params: Promise<{ songId: string }> };

const read = cache((songId: string) => begin((c) => c.review.song({ songId }), `/songs/${songId}`));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { song, project } = await read((await params).songId);
  return { title: `${song.title} · ${project.title}` };
}

/** The engineers' desk. Who only listens and decides has a page of their own. */
export default async function SongPage({ params }: Props) {
  const { songId } = await params;
  const review = await read(songId);
  if (!review.me.grants.includes("work.start")) redirect(`/listen/${songId}`);
  await prefetch(trpc.review.song.queryOptions({ songId }), review);
  return (
    <Hydrated>
      <Desk songId={songId} />
    </Hydrated>
  );
}
