import { Archive } from "lucide-react";
import { useEffect, useRef } from "react";
import { PageHeading } from "@/components/shell/page.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { DownloadButton } from "@/components/ui/download-button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import type { SetKind } from "@/server/handoffs/schema.ts";
import { isOpen, offered, standing, tracksText, whoHasSet } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

export function SetHeading({ set, kind }: { set: SetPage; kind: SetKind }) {
  const { project, song } = set;
  const handOff = standing(set);
  useTopOnceHandedOff(isOpen(set));
  const present = set.files.filter((f) => !f.setAsideAt);
  const mixesNow = !offered(set) && set.me.roles.includes("mixing_engineer");
  const mayTake = set.me.grants.includes("set.download");
  return (
    <PageHeading
      crumbs={[
        { label: project.title, href: `/projects/${project.id}` },
        { label: song.title, href: `/songs/${song.id}` },
      ]}
      title={`Hand-off of ${song.title} to mixing`}
      actions={
        handOff && (
          <>
            {mayTake && (
              <DownloadButton
                href={`/api/media/hand-offs/${handOff.id}/zip`}
                tone={mixesNow ? "primary" : "quiet"}
                icon={<Archive aria-hidden size={18} />}
              >
                Download the set as ZIP, {bytesText(handOff.files.reduce((sum, f) => sum + f.sizeBytes, 0))}
              </DownloadButton>
            )}
            {mixesNow && <LinkButton href={`/songs/${song.id}`}>Go to the desk</LinkButton>}
          </>
        )
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-fg">{whoHasSet(set)}</span>
        <span>
          {tracksText(kind, present)} · {present.length} file{present.length === 1 ? "" : "s"} ·{" "}
          {bytesText(present.reduce((sum, f) => sum + f.sizeBytes, 0))}
        </span>
        <span className="font-mono text-sm">
          Asked for: {project.sampleRateHz / 1000} kHz · {project.bitDepth} bit
        </span>
      </div>
    </PageHeading>
  );
}

/**
 * The form that hands off may lie far down; what became of it stands at the top. The form left the focus on the page: for
 * who only looks on, nothing moves.
 */
function useTopOnceHandedOff(open: boolean) {
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open && document.activeElement?.id === "content") window.scrollTo({ top: 0 });
    wasOpen.current = open;
  }, [open]);
}
