"use client";

import type { useOverviews } from "@/components/overviews/use-overviews.ts";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import type { SetKind } from "@/server/handoffs/schema.ts";
import { figureColumns, whoLook } from "./file-figures.ts";
import { FileRow } from "./file-row.tsx";
import { isOpen, standing } from "./set-standing.ts";
import type { SetFile, SetPage } from "./set-types.ts";
import { useFileActs } from "./use-file-acts.ts";

type Props = {
  set: SetPage;
  kind: SetKind;
  files: readonly SetFile[];
  overviews: ReturnType<typeof useOverviews>;
};

const groups: readonly { kind: FileKind; title: string }[] = [
  { kind: "multitrack", title: "Multitracks" },
  { kind: "stem", title: "Stems" },
  { kind: "rough_mix", title: "Rough mix" },
  { kind: "document", title: "Documents" },
];

/** As people read names: "Tom 2" before "Tom 10". */
const { compare } = new Intl.Collator("en", { numeric: true });

/** Every file at a glance: a row each where there is room, a card each where there is not. */
export function FileTable({ set, kind, files, overviews }: Props) {
  const acts = useFileActs(files);
  const songId = set.song.id;
  const columns = figureColumns(files);
  const longestSeconds = Math.max(...files.map(lengthSeconds));
  const foundIn = findingsByFile(set, kind);
  const mayChange = set.me.grants.includes("set.upload");
  const passed = isOpen(set) ? undefined : standing(set);
  return (
    <div className="@container grid gap-3">
      <FailureNotice
        failure={acts.failure}
        safe="The files are safe."
        songId={songId}
        here={`/songs/${songId}/set`}
      />
      {overviews.isError && (
        <Notice
          what="The waveforms could not be read just now."
          safe="The files are safe."
          action={
            <Button size="small" onClick={() => void overviews.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      <table className="@max-3xl:block w-full text-sm">
        <caption className="sr-only">The files of the set</caption>
        <thead className="@max-3xl:hidden">
          <tr className="text-left text-muted text-xs">
            <th scope="col" className="py-1 font-normal">
              Name
            </th>
            <th scope="col" className="w-[22%] py-1 font-normal">
              Waveform
            </th>
            {columns.map(({ name, means }) => (
              <th key={name} scope="col" className="py-1 pr-3 text-right font-normal">
                <abbr title={means} className="no-underline">
                  {name}
                </abbr>
              </th>
            ))}
            <th scope="col" className="py-1 pr-3 text-right font-normal">
              Size
            </th>
            <th scope="col" className={classNames("py-1 font-normal", whoLook(columns))}>
              Brought
            </th>
            <th scope="col" className="py-1 font-normal">
              <span className="sr-only">Acts</span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => {
          const rows = files.filter((f) => f.kind === group.kind).toSorted((a, b) => compare(a.name, b.name));
          if (rows.length === 0) return null;
          return (
            <tbody key={group.kind} className="@max-3xl:block">
              <tr className="@max-3xl:block">
                <th
                  colSpan={columns.length + 5}
                  scope="rowgroup"
                  className="@max-3xl:block pt-3 pb-1 text-left font-semibold text-base"
                >
                  {group.title} <span className="font-normal text-muted">{rows.length}</span>
                </th>
              </tr>
              {rows.map((file) => (
                <FileRow
                  key={file.id}
                  file={file}
                  set={set}
                  columns={columns}
                  wave={overviews.data?.get(file.id)}
                  lengthShare={lengthSeconds(file) / longestSeconds}
                  found={foundIn.get(file.id) ?? []}
                  isLater={passed !== undefined && !passed.files.some((p) => p.id === file.id)}
                  pending={acts.pendingId === file.id}
                  acts={mayChange && !file.fixed ? acts : undefined}
                />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

const lengthSeconds = ({ report }: SetFile) => (report ? report.frames / report.sampleRateHz : 0);

/** What is found now; once it was handed off, what was found then. */
function findingsByFile(set: SetPage, kind: SetKind): ReadonlyMap<string, string[]> {
  const found = isOpen(set) ? set.findings[kind] : (standing(set)?.checks ?? set.findings[kind]);
  const byFile = new Map<string, string[]>();
  for (const { fileId, advice, finding } of found) {
    if (fileId && !advice) byFile.set(fileId, [...(byFile.get(fileId) ?? []), finding]);
  }
  return byFile;
}
