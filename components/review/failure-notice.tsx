import { Refusal } from "@/components/refusal.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { Notice } from "@/components/ui/notice.tsx";

export type Failure = { message: string; data?: { code?: string } | null | undefined };

type Props = {
  failure: Failure | null;
  /** What of theirs is safe: "Your note is kept on this device." */
  safe?: string;
  songId: string;
  /** Where signing in again leads back to; the song's desk unless it says otherwise. */
  here?: string;
};

/** A refusal beside what was pressed; a lost session also gets its way back here. */
export function FailureNotice({ failure, safe, songId, here = `/songs/${songId}` }: Props) {
  if (failure?.data?.code !== "UNAUTHORIZED") return <Refusal of={failure} kept={safe} />;
  return (
    <Notice
      tone="error"
      what="You are signed out."
      safe={safe}
      next="Sign in again and send it from here."
      action={
        <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`} size="small">
          Sign in
        </LinkButton>
      }
    />
  );
}
