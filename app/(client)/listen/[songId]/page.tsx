import type { Metadata } from "next";
import { cache } from "react";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { Listen } from "./listen.tsx";
import { mixToSend, suppliesMix } from "./supplied-mix.ts";

type Props = { params: Promise<{ songId: string }> };

const read = cache((songId: string) => begin((c) => c.overview.song({ songId }), `/listen/${songId}`));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).songId)).song.title };
}

export default async function ListenPage({ params }: Props) {
  const { songId } = await params;
  const review = await read(songId);
  await prefetch(trpc.overview.song.queryOptions({ songId }), review);
  const mix = suppliesMix(review) ? mixToSend(review) : undefined;
  if (mix) {
    const asked = { fileId: mix.file.id };
    const findings = await begin((c) => c.handoffs.suppliedFindings(asked), `/listen/${songId}`);
    await prefetch(trpc.handoffs.suppliedFindings.queryOptions(asked), findings);
  }
  return (
    <Hydrated>
      <Listen songId={songId} />
    </Hydrated>
  );
}
