import type { ReactNode } from "react";
import { Notice } from "./ui/notice.tsx";

type Failure = { message: string; data?: unknown } | null | undefined;

/**
 * Beside what was pressed: why it did not happen. An answer of the portal's own carries its words; without one the
 * portal was not reached, or its answer got lost on the way.
 */
export function Refusal({ of: failure, kept }: { of: Failure; kept?: ReactNode }) {
  if (!failure) return null;
  if (failure.data) return <Notice tone="error" what={failure.message} safe={kept} />;
  return (
    <Notice
      tone="error"
      what="The portal did not answer."
      safe={kept}
      next="Check your connection, then press again: doing it twice does no harm."
    />
  );
}
