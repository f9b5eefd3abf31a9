import { LinkButton } from "@/components/ui/link-button.tsx";
import { Notice } from "@/components/ui/notice.tsx";

export type Failure = {
  message: string;
  data?: { code?: string; refusal?: string | null } | null | undefined;
};

type Props = {
  failure: Failure | null;
  /** What of theirs is safe: "Your note is kept on this device." */
  safe?: string;
  songId: string;
};

/** Beside what was pressed: the refusal's own words, or that the portal was out of reach. */
export function FailureNotice({ failure, safe, songId }: Props) {
  if (!failure) return null;
  if (failure.data?.code === "UNAUTHORIZED") {
    return (
      <Notice
        tone="danger"
        what="You are signed out."
        {...(safe && { safe })}
        next="Sign in again and send it from here."
        action={
          <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(`/songs/${songId}`)}`} size="small">
            Sign in
          </LinkButton>
        }
      />
    );
  }
  const reached = Boolean(failure.data);
  return (
    <Notice
      tone="danger"
      what={reached ? failure.message : "The portal could not be reached."}
      {...(safe && { safe })}
      {...(!reached && { next: "Check the connection and try again." })}
    />
  );
}
