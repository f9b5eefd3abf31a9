import { HandOffRecord } from "@/components/handoffs/hand-off-record.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { isOpen, standing, tracksText } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

/** Earlier hand-offs, newest first. While the set is being put together, the last one is among them. */
export function PastHandOffs({ set }: { set: SetPage }) {
  const shownAbove = isOpen(set) ? undefined : standing(set);
  const past = set.handOffs.filter((h) => h !== shownAbove);
  if (past.length === 0) return null;
  return (
    <PageSection title="Earlier hand-offs">
      <div className="grid gap-6">
        {past.map((handOff) => (
          <HandOffRecord
            key={handOff.id}
            handOff={handOff}
            what={tracksText(handOff.kind, handOff.files)}
            people={set.people}
          />
        ))}
      </div>
    </PageSection>
  );
}
