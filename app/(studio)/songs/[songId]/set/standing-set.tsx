import dynamic from "next/dynamic";
import { HandOffRecord } from "@/components/handoffs/hand-off-record.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { isMine, isOpen, offered, standing, tracksText } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

// Only for who may receive, while it is offered.
const ReceiveForm = dynamic(() =>
  import("@/components/handoffs/receive-form.tsx").then((m) => m.ReceiveForm),
);

/** The hand-off that mixing decides about, or works from, with what the checks found when it was offered. */
export function StandingSet({ set }: { set: SetPage }) {
  const handOff = isOpen(set) ? undefined : standing(set);
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
              mine={isMine(set, "mixing_engineer")}
            />
          </div>
        )}
      </HandOffRecord>
    </PageSection>
  );
}
