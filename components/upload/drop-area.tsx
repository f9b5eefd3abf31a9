"use client";

import { FileUp, FolderUp } from "lucide-react";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { type Chosen, readDropped, readPicked } from "./read-dropped.ts";

type Props = {
  title: ReactNode;
  /** One file is wanted, and no folder. */
  one?: boolean;
  onChosen: (chosen: Chosen[]) => void;
};

/** Takes files and whole folders; whatever can be dropped can also be chosen with the buttons. */
export function DropArea({ title, one = false, onChosen }: Props) {
  const [isOver, setOver] = useState(false);
  useNothingBeside();

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onChosen(await readDropped(event.dataTransfer));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the buttons inside are everyone's.
    <div
      className={classNames(
        "grid justify-items-start gap-3 rounded-lg border border-dashed px-5 py-6",
        isOver ? "border-fg bg-raised" : "border-control",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => void drop(event)}
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

/** A file dropped beside the area would take the page's place, and with it whatever is being sent. */
function useNothingBeside() {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
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
