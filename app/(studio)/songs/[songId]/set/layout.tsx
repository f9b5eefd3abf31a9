import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";

type Props = { children: ReactNode; params: Promise<{ songId: string }> };

/** Outside the loading state, so that what may not be seen answers 404 and not a page that becomes one. */
export default async function Opens({ children, params }: Props) {
  const { songId } = await params;
  const { grants } = await begin((c) => c.overview.grantsOnSong({ songId }), `/songs/${songId}/set`);
  if (!grants.includes("set.see")) notFound();
  return children;
}
