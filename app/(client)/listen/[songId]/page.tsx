import type { Metadata } from "next";
import { cache } from "react";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { Listen } from "./listen.tsx";

type Props = { params: Promise<{ songId: string }> };

const read = cache((songId: string) => begin((c) => c.review.song({ songId }), `/listen/${songId}`));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).songId)).song.title };
}

export default async function ListenPage({ params }: Props) {
  const { songId } = await params;
  await prefetch(trpc.review.song.queryOptions({ songId }), await read(songId));
  return (
    <Hydrated>
      <Listen songId={songId} />
    </Hydrated>
  );
}
