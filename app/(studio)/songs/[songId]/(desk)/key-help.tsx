"use client";

import { deskKeyHelp } from "@/components/player/desk-key-help.ts";
import { useLetterKeys } from "@/components/player/use-desk-keys.ts";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { KeyHint } from "@/components/ui/key-hint.tsx";

const whileWriting = [
  { keys: ["Ctrl ↵", "⌘ ↵"], words: "Send what is written" },
  { keys: ["Esc"], words: "Keep it as a draft" },
];

type Props = { stage: "mixing" | "mastering"; onClose: () => void };

export function KeyHelp({ stage, onClose }: Props) {
  const [letters, turn] = useLetterKeys();
  return (
    <Dialog open onClose={onClose} title="Keys">
      <dl className="grid gap-2">
        {[
          ...deskKeyHelp(stage === "mastering" ? "Master" : "Mix").filter((k) => letters || !k.letter),
          ...whileWriting,
        ].map(({ keys, words }) => (
          <div key={words} className="flex items-center justify-between gap-4">
            <dt>{words}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <KeyHint key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        className="mt-4"
        label="Single letters act"
        hint="Switch them off if speech input or a stray press sets them off. This device remembers."
        checked={letters}
        onChange={(event) => turn(event.target.checked)}
      />
    </Dialog>
  );
}
