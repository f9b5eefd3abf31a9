"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** sheet: from the bottom edge on phones, in the middle elsewhere. side: from the right edge on wide screens. */
  placement?: "sheet" | "side";
  /** Set when a stray tap beside it would lose words that somebody typed. */
  keepOnOutsidePress?: boolean;
  children: ReactNode;
};

const placements = {
  sheet: "max-sm:mt-auto max-sm:mb-0 max-sm:rounded-b-none sm:m-auto sm:max-w-lg",
  side: "max-sm:mt-auto max-sm:mb-0 max-sm:rounded-b-none sm:my-0 sm:mr-0 sm:ml-auto sm:h-dvh sm:max-h-dvh sm:max-w-md sm:rounded-none",
};

/** The browser's own modal dialog: it holds the focus, closes on Esc and gives the focus back. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  placement = "sheet",
  keepOnOutsidePress = false,
  children,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      onClose={onClose}
      closedby={keepOnOutsidePress ? "closerequest" : "any"}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={classNames(
        "open:rise max-h-[92dvh] w-full max-w-none overflow-y-auto rounded-lg bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] text-fg ring-1 ring-line backdrop:bg-scrim sm:p-6",
        placements[placement],
      )}
    >
      {open && (
        <>
          <header className="flex items-start gap-4">
            <h2 id={`${id}-title`} className="grow pt-1.5 text-lg">
              {title}
            </h2>
            <IconButton label="Close" onClick={() => ref.current?.close()} className="-mt-1 -mr-2">
              <X aria-hidden size={20} />
            </IconButton>
          </header>
          {description && (
            <p id={`${id}-description`} className="mt-1 text-muted">
              {description}
            </p>
          )}
          <div className="mt-5">{children}</div>
        </>
      )}
    </dialog>
  );
}

/** The buttons that end a dialog: below one another on phones, the main one first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">{children}</div>;
}
