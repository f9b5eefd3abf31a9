import type { ReactNode } from "react";
import { Notice } from "./ui/notice.tsx";

type Props = {
  of: { message: string; data?: unknown } | null | undefined;
  /** What is safe whether or not it was done, as what was typed is. An answer says itself what was not done. */
  kept?: ReactNode;
  /** It was only to be read: nothing can have been done. */
  reading?: boolean;
};

/**
 * Beside what was pressed: why it did not happen. An answer of the portal's own carries its words; without one the
 * portal was not reached, or it did what was asked and its answer got lost on the way.
 */
export function Refusal({ of: failure, kept, reading = false }: Props) {
  if (!failure) return null;
  if (failure.data) return <Notice tone="error" what={failure.message} safe={kept} />;
  return (
    <Notice
      tone="error"
      what={
        reading
          ? "The portal did not answer."
          : "The portal did not answer: it may have been done all the same."
      }
      safe={kept}
      next={
        reading
          ? "Check your connection, then reload the page."
          : "Check your connection, then look, or press again: that does not do it twice."
      }
    />
  );
}
