import { EllipsisVertical } from "lucide-react";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { kindWords } from "@/components/upload/kind-words.ts";
import type { ChangeKind, SetAudioKind } from "@/server/files/schema.ts";
import type { SetFile } from "./set-types.ts";

type Props = { file: SetFile; onChange: (change: ChangeKind) => void };

const kinds: readonly SetAudioKind[] = ["multitrack", "stem", "rough_mix"];
const words = (kind: SetAudioKind) => `a ${kindWords[kind].toLowerCase()}`;

/** Puts right what audio was taken for when it was brought; a document is what it is. */
export function KindMenu({ file, onChange }: Props) {
  const from = kinds.find((kind) => kind === file.kind);
  if (!from) return null;
  return (
    <Menu
      label={`${file.name} is ${words(from)}: change that`}
      trigger={<EllipsisVertical aria-hidden size={16} />}
      triggerClassName="@3xl:min-h-8 @3xl:min-w-8"
    >
      {kinds
        .filter((to) => to !== from)
        .map((to) => (
          <MenuItem key={to} onSelect={() => onChange({ fileId: file.id, from, to })}>
            Make it {words(to)}
          </MenuItem>
        ))}
    </Menu>
  );
}
