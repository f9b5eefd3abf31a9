import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";

type Props = { children: ReactNode; params: Promise<{ projectId: string }> };

/** Outside the loading state, so that what may not be seen answers 404 and not a page that becomes one. */
export default async function Opens({ children, params }: Props) {
  const { projectId } = await params;
  await begin((c) => c.overview.grantsInProject({ projectId }), `/projects/${projectId}`);
  return children;
}
