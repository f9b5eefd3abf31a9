"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Hash } from "@/components/review/hash.tsx";
import type { Review, Revision, SignOff } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { WordsForm } from "@/components/review/words-form.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";

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
        {signOff.elsewhereBy ? (
          <span>
            Approved elsewhere by <strong>{signOff.elsewhereBy}</strong>, on the word of {name(signOff.byId)}
          </span>
        ) : (
          <strong>{name(signOff.byId)}</strong>
        )}
        <RelativeTime at={signOff.at} className="text-muted" />
      </p>
      {ending && (
        <p className="text-muted">
          {endings[ending.ending]} by {name(ending.byId)} <RelativeTime at={ending.at} />
          {ending.reason && `: ${ending.reason}`}
        </p>
      )}
      <dl className="grid gap-x-6 text-sm sm:grid-cols-2">
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

/** The ways back: for who gave it until the next stage began, for the studio always, with a reason. */
function SignOffEnds({ review, revision, signOff }: Props & { signOff: SignOff }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [form, setForm] = useState<"withdraw" | "reopen" | null>(null);
  const withdraw = useMutation(trpc.signoffs.withdraw.mutationOptions({ onSettled: refresh }));
  const reopen = useMutation(trpc.signoffs.reopen.mutationOptions({ onSettled: refresh }));
  const workItem = review.workItems.find((w) => w.stage === revision.stage);
  const next = review.workItems.find(
    (w) => w.stage === (revision.stage === "mixing" ? "mastering" : "delivery"),
  );
  const mayWithdraw =
    workItem &&
    signOff.byId === review.me.userId &&
    review.me.grants.includes("signoff.give") &&
    (revision.stage === "mastering" || !next || next.state === "waiting");
  const mayReopen = workItem?.state === "approved" && review.me.grants.includes("work.reopen");
  const common = { of: "reply" as const, songId: review.song.id, onClose: () => setForm(null) };

  if (form === "withdraw") {
    return (
      <WordsForm
        {...common}
        id={`withdraw-${signOff.id}`}
        label="Why is it withdrawn?"
        send="Withdraw the sign-off"
        pending={withdraw.isPending}
        failure={withdraw.error}
        onSend={(reason) => withdraw.mutateAsync({ signOffId: signOff.id, reason })}
      />
    );
  }
  if (form === "reopen" && workItem) {
    return (
      <WordsForm
        {...common}
        id={`reopen-${signOff.id}`}
        label={`Why is ${revision.stage} reopened? The sign-off is superseded and stays on record.`}
        send={`Reopen ${revision.stage}`}
        pending={reopen.isPending}
        failure={reopen.error}
        onSend={(reason) => reopen.mutateAsync({ workItemId: workItem.id, reason })}
      />
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {mayWithdraw && (
        <Button size="small" onClick={() => setForm("withdraw")}>
          Withdraw
        </Button>
      )}
      {mayReopen && (
        <Button size="small" onClick={() => setForm("reopen")}>
          Reopen {revision.stage}
        </Button>
      )}
    </div>
  );
}
