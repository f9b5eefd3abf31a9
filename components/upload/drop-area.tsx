"use client";

import { FileUp, FolderUp } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { type Chosen, readDropped, readPicked } from "./read-dropped.ts";

type Props = {
  title: ReactNode;
  /** One file is wanted, and no folder. */
  one?: boolean;
  onChosen: (chosen: Chosen[]) => void;
};

/** Takes files and whole folders, dropped anywhere on its page; what can be dropped can also be chosen with the buttons. */
export function DropArea({ title, one = false, onChosen }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const isOver = useDrops((chosen) => {
    area.current?.scrollIntoView({ block: "nearest" });
    onChosen(chosen);
  });
  return (
    <div
      ref={area}
      className={classNames(
        "grid justify-items-start gap-3 rounded-lg border border-dashed px-5 py-6",
        isOver ? "border-fg bg-raised" : "border-control",
      )}
    >
      <p className="font-display font-semibold text-lg">{title}</p>
      <div className="flex flex-wrap gap-3">
        <Picker icon={<FileUp aria-hidden size={18} />} onChosen={onChosen} takes={one ? "file" : "files"}>
          {one ? "Choose the file" : "Choose files"}
        </Picker>
        {!one && (
          <Picker icon={<FolderUp aria-hidden size={18} />} onChosen={onChosen} takes="folder">
            Choose a folder
          </Picker>
        )}
      </div>
    </div>
  );
}

/**
 * Whether files are held over the page, and what was let go there. Dropped beside the area they would otherwise take the
 * page's place, and with it whatever is being sent. While a dialog is open it is the dialog's turn, and nothing is taken.
 */
function useDrops(onDropped: (chosen: Chosen[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const dropped = useEffectEvent(async (transfer: DataTransfer) => onDropped(await readDropped(transfer)));
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const isFree = !document.querySelector("dialog:modal");
      event.dataTransfer.dropEffect = isFree ? "copy" : "none";
      setOver(isFree);
    };
    // Onto nothing: out of the window.
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget || setOver(false);
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(false);
      if (!document.querySelector("dialog:modal")) void dropped(event.dataTransfer);
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("dragover", over, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    return () => listening.abort();
  }, []);
  return isOver;
}

type PickerProps = {
  icon: ReactNode;
  takes: "file" | "files" | "folder";
  onChosen: Props["onChosen"];
  children: string;
};

function Picker({ icon, takes, onChosen, children }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={takes !== "file"}
        hidden
        aria-label={children}
        {...(takes === "folder" && { webkitdirectory: "" })}
        onChange={({ target }) => {
          onChosen(readPicked(target.files ?? []));
          // Choosing the same files once more must be heard, too.
          target.value = "";
        }}
      />
    </>
  );
}
