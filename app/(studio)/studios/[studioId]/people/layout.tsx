import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";

type Props = { children: ReactNode; params: Promise<{ studioId: string }> };

/** Outside the loading state, so that what may not be seen answers 404 and not a page that becomes one. */
export default async function Opens({ children, params }: Props) {
  const { studioId } = await params;
  await begin((c) => c.overview.grantsInStudio({ studioId }), `/studios/${studioId}/people`);
  return children;
}
