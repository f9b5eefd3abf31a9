import dynamic from "next/dynamic";
import { HandOffRecord } from "@/components/handoffs/hand-off-record.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { isMine, isOpen, offered, standing, tracksText } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

// Only for who may receive, while it is offered. Without `loading` the whole page would give way until it is here.
const ReceiveForm = dynamic(
  () => import("@/components/handoffs/receive-form.tsx").then((m) => m.ReceiveForm),
  { loading: () => <p className="text-muted">One moment.</p> },
);

/** The hand-off that mixing decides about, or works from, with what the checks found when it was offered. */
export function StandingSet({ set }: { set: SetPage }) {
  if (isOpen(set)) return <Returned set={set} />;
  const handOff = standing(set);
  if (!handOff) return null;
  const mayReceive = set.me.grants.includes("set.receive");
  const mixing = set.workItems.find((w) => w.stage === "mixing");
  return (
    <PageSection title={handOff.state === "offered" ? "Offered to mixing" : "Mixing has it"}>
      <HandOffRecord handOff={handOff} what={tracksText(handOff.kind, handOff.files)} people={set.people}>
        {handOff === offered(set) && mayReceive && (
          <div className="mt-2">
            <ReceiveForm
              handOffId={handOff.id}
              songId={set.song.id}
              accept={mixing?.state === "waiting" ? "Accept and begin mixing" : "Accept"}
              giveBack="Return the set"
              mine={isMine(set.receiving)}
            />
          </div>
        )}
      </HandOffRecord>
    </PageSection>
  );
}

/** What is to be mended stands above everything else; the whole record is among the earlier hand-offs. */
function Returned({ set }: { set: SetPage }) {
  const last = set.handOffs[0];
  if (last?.state !== "returned" || !last.settledById) return null;
  return (
    <Notice
      what={`${set.people[last.settledById] ?? "Someone"} returned the set.`}
      next={<span className="whitespace-pre-line wrap-anywhere text-fg">{last.reasons}</span>}
    />
  );
}
