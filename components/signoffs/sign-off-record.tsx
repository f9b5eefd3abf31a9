"use client";

import { Hash } from "@/components/review/hash.tsx";
import type { Review, Revision, SignOff } from "@/components/review/review-types.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { SignOffEnds } from "./sign-off-ends.tsx";

type Props = { review: Review; revision: Revision };

const endings = { withdrawn: "Withdrawn", superseded: "Superseded" } as const;

/** Who approved exactly which file, and what became of that. */
export function SignOffRecord({ review, revision }: Props) {
  if (revision.signOffs.length === 0)
    return <p className="text-muted">{revision.label} is not signed off.</p>;
  return (
    <ol className="grid gap-4">
      {revision.signOffs.map((signOff) => (
        <li key={signOff.id}>
          <SignOffLine review={review} revision={revision} signOff={signOff} />
        </li>
      ))}
    </ol>
  );
}

function SignOffLine({ review, revision, signOff }: Props & { signOff: SignOff }) {
  const name = (id: string) => review.people[id] ?? "Someone";
  const { ending } = signOff;
  return (
    <div className="grid max-w-2xl gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={ending ? "plain" : "ok"}>{ending ? endings[ending.ending] : "Signed off"}</Badge>
        {signOff.elsewhereBy === null ? (
          <strong>{name(signOff.byId)}</strong>
        ) : (
          <span>
            Approved elsewhere by <strong>{signOff.elsewhereBy || "somebody"}</strong>, on the word of{" "}
            {name(signOff.byId)}
          </span>
        )}
        <RelativeTime at={signOff.at} className="text-muted" />
      </p>
      {ending && (
        <p className="text-muted">
          {endings[ending.ending]} by {name(ending.byId)} <RelativeTime at={ending.at} />
          {ending.reason && `: ${ending.reason}`}
        </p>
      )}
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,18rem),1fr))] gap-x-6 text-sm">
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">SHA-256 of the file</dt>
          <dd>
            <Hash value={signOff.sha256} of="the signed-off file" />
          </dd>
        </div>
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">SHA-256 of its PCM</dt>
          <dd>
            <Hash value={signOff.pcmSha256} of="the signed-off PCM" />
          </dd>
        </div>
      </dl>
      {!ending && <SignOffEnds review={review} revision={revision} signOff={signOff} />}
    </div>
  );
}
