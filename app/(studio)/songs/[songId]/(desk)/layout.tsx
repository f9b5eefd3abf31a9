import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";

type Props = { children: ReactNode; params: Promise<{ songId: string }> };

/** Outside the loading state, so that what may not be seen answers 404 and not a page that becomes one. */
export default async function Opens({ children, params }: Props) {
  const { songId } = await params;
  const { grants } = await begin((c) => c.overview.grantsOnSong({ songId }), `/songs/${songId}`);
  // Who only listens and decides has a page of their own.
  if (!grants.includes("work.start")) redirect(`/listen/${songId}`);
  return children;
}
