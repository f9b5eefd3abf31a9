import { EllipsisVertical } from "lucide-react";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import type { Permission } from "@/server/access/permissions.ts";
import type { SongStage } from "./song-row.ts";
import { stageNames } from "./stage-words.ts";
import type { WorkAct } from "./work-dialog.tsx";

type Props = {
  songTitle: string;
  item: SongStage;
  grants: readonly Permission[];
  onAct: (act: WorkAct) => void;
};

/** What the studio may do to a piece of work besides doing it. */
export function WorkMenu({ songTitle, item, grants, onAct }: Props) {
  const ended = item.state === "cancelled";
  const mayHold = grants.includes("work.hold") && !ended;
  const mayReopen = grants.includes("work.reopen") && item.state === "approved" && item.stage !== "delivery";
  const mayDate = grants.includes("project.change") && !ended;
  if (!mayHold && !mayReopen && !mayDate) return null;
  return (
    <Menu
      label={`${stageNames[item.stage]} of ${songTitle}: change`}
      trigger={<EllipsisVertical aria-hidden size={18} />}
      triggerClassName="text-muted hover:text-fg"
    >
      {mayDate && <MenuItem onSelect={() => onAct("due")}>Set the due date</MenuItem>}
      {mayReopen && <MenuItem onSelect={() => onAct("reopen")}>Reopen</MenuItem>}
      {mayHold && item.state === "on_hold" && <MenuItem onSelect={() => onAct("resume")}>Resume</MenuItem>}
      {mayHold && item.state !== "on_hold" && <MenuItem onSelect={() => onAct("hold")}>Put on hold</MenuItem>}
      {mayHold && (
        <MenuItem danger onSelect={() => onAct("cancel")}>
          Cancel the work
        </MenuItem>
      )}
    </Menu>
  );
}
