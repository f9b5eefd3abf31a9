import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { inputLook } from "@/components/ui/field.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { movedLine, type SongLine } from "./draft.ts";

type Props = {
  lines: readonly SongLine[];
  onChange: (lines: SongLine[]) => void;
  errors: Record<string, string>;
  newKey: () => string;
};

/** Keeps the focus where a disabled button would lose it. */
const atEnd = "aria-disabled:text-muted aria-disabled:opacity-60";

/** Titles in their order. Enter in the last line begins the next one. */
export function SongLines({ lines, onChange, errors, newKey }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string>(undefined);

  useEffect(() => {
    const key = focusNext.current;
    if (!key) return;
    focusNext.current = undefined;
    list.current?.querySelector<HTMLElement>(`[data-line="${key}"]`)?.focus();
  });

  function add() {
    const key = newKey();
    focusNext.current = key;
    onChange([...lines, { key, title: "" }]);
  }
  function remove(at: number) {
    focusNext.current = lines[at + 1]?.key ?? lines[at - 1]?.key;
    onChange(lines.toSpliced(at, 1));
  }
  const rename = (at: number, title: string) =>
    onChange(lines.map((line, n) => (n === at ? { ...line, title } : line)));

  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Songs, in their order</legend>
      <ol ref={list} className="grid gap-2">
        {lines.map((line, at) => {
          const name = `song ${at + 1}`;
          const error = errors[line.key];
          return (
            <li key={line.key}>
              <div className="flex items-center gap-1">
                <span aria-hidden className="w-6 shrink-0 text-right font-mono text-muted text-sm">
                  {at + 1}
                </span>
                <input
                  data-line={line.key}
                  aria-label={`Title of ${name}`}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${line.key}-error` : undefined}
                  value={line.title}
                  maxLength={120}
                  onChange={(event) => rename(at, event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                    event.preventDefault();
                    if (at === lines.length - 1) add();
                    else
                      list.current
                        ?.querySelector<HTMLElement>(`[data-line="${lines[at + 1]?.key}"]`)
                        ?.focus();
                  }}
                  className={`${inputLook} ml-1`}
                />
                <IconButton
                  label={`Move ${name} up`}
                  aria-disabled={at === 0}
                  className={atEnd}
                  onClick={() => onChange(movedLine(lines, at, -1))}
                >
                  <ArrowUp aria-hidden size={18} />
                </IconButton>
                <IconButton
                  label={`Move ${name} down`}
                  aria-disabled={at === lines.length - 1}
                  className={atEnd}
                  onClick={() => onChange(movedLine(lines, at, 1))}
                >
                  <ArrowDown aria-hidden size={18} />
                </IconButton>
                <IconButton label={`Remove ${name}`} disabled={lines.length === 1} onClick={() => remove(at)}>
                  <X aria-hidden size={18} />
                </IconButton>
              </div>
              {error && (
                <p id={`${line.key}-error`} className="mt-1 ml-8 flex gap-2 text-danger text-sm">
                  <span aria-hidden>▲</span>
                  {error}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <Button onClick={add} icon={<Plus aria-hidden size={18} />} className="mt-2 ml-8">
        Add a song
      </Button>
    </fieldset>
  );
}
