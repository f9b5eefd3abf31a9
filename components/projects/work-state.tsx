import { Ban, Check, Circle, CircleDot, Headphones, Pause } from "lucide-react";
import { classNames } from "@/components/ui/class-names.ts";
import type { Stage, WorkState as State } from "@/server/generated/prisma/client.ts";
import { stateText } from "./stage-words.ts";

const looks: Record<State, { Icon: typeof Circle; colour: string }> = {
  waiting: { Icon: Circle, colour: "text-muted" },
  in_progress: { Icon: CircleDot, colour: "text-fg" },
  in_review: { Icon: Headphones, colour: "text-fg" },
  approved: { Icon: Check, colour: "text-ok" },
  on_hold: { Icon: Pause, colour: "text-muted" },
  cancelled: { Icon: Ban, colour: "text-muted" },
};

/** The state in words; the sign and the colour only repeat them. */
export function WorkState({ stage, state }: { stage: Stage; state: State }) {
  const { Icon, colour } = looks[state];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap font-semibold", colour)}>
      <Icon aria-hidden size={16} className="shrink-0" />
      {stateText(stage, state)}
    </span>
  );
}
