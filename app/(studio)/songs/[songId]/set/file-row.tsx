import { Archive, Download } from "lucide-react";
import { OverviewCanvas } from "@/components/player/overview-canvas.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { classNames } from "@/components/ui/class-names.ts";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import type { ChangeKind } from "@/server/files/schema.ts";
import { type Columns, type Figure, fileFigures, lossy, whoLook } from "./file-figures.ts";
import { KindMenu } from "./kind-menu.tsx";
import type { SetFile, SetPage } from "./set-types.ts";
import { rowId } from "./use-file-acts.ts";

type Props = {
  file: SetFile;
  set: SetPage;
  columns: Columns;
  wave: Int8Array | undefined;
  /** Its length as a share of the longest file's, so that all rows run on one time axis. */
  lengthShare: number;
  /** What the checks say of it. */
  found: readonly string[];
  /** It came after the set was handed off. */
  isLater: boolean;
  pending: boolean;
  /** Undefined where the file stays as it is, or for who may not change the set. */
  acts: { setAside: (fileId: string) => void; changeKind: (change: ChangeKind) => void } | undefined;
};

const waveHeightPx = 24;

export function FileRow({ file, set, columns, wave, lengthShare, found, isLater, pending, acts }: Props) {
  const figures = fileFigures(file, set.project);
  const isDocument = file.kind === "document";
  const who = set.people[file.broughtById ?? ""] ?? "Someone";
  return (
    <tr
      id={rowId(file.id)}
      className="border-line border-t @max-3xl:flex @max-3xl:flex-wrap @max-3xl:items-center @max-3xl:gap-x-4 @max-3xl:gap-y-1 @max-3xl:py-3"
    >
      <th
        scope="row"
        className="max-w-0 py-0 pr-3 text-left font-normal @max-3xl:max-w-none @max-3xl:grow @max-3xl:basis-48 @max-3xl:text-base @3xl:min-w-32 @min-[62rem]:min-w-40"
        colSpan={isDocument ? 2 + columns.length : 1}
      >
        <span className="flex items-center gap-2">
          <span title={file.name} className="min-w-0 @max-3xl:break-all @3xl:truncate">
            {file.name}
          </span>
          {found.length > 0 && (
            <span title={found.join("\n")} className="shrink-0 text-danger">
              <span aria-hidden>▲</span>
              <span className="sr-only">{found.join(" ")}</span>
            </span>
          )}
          {file.id === set.sheetId && <Badge>track sheet</Badge>}
          {isLater && <Badge tone="blue">came later</Badge>}
        </span>
      </th>
      {!isDocument && (
        <>
          <td className="py-0 pr-3 @max-3xl:order-2 @max-3xl:basis-full">
            <Wave wave={wave} name={file.name} lengthShare={lengthShare} />
          </td>
          {columns.map(({ name, unit }) => (
            <FigureCell key={name} unit={unit} figure={figures.find((f) => f.name === name)} />
          ))}
        </>
      )}
      <td className="whitespace-nowrap py-0 pr-3 text-right font-mono @max-3xl:order-3 @max-3xl:pr-0">
        {bytesText(file.sizeBytes)}
      </td>
      <td
        className={classNames(
          "truncate py-0 pr-2 text-muted @max-3xl:order-3 @max-3xl:max-w-none @max-3xl:pr-0",
          whoLook(columns),
        )}
      >
        {who}, <RelativeTime at={file.uploadedAt} />
      </td>
      <td className="w-0 py-0 @max-3xl:order-1 @max-3xl:w-auto">
        <span className="flex @max-3xl:justify-end">
          {file.mayTake && (
            <a
              href={`/api/media/files/${file.id}`}
              download
              aria-label={`Download ${file.name}`}
              title={`Download ${file.name}`}
              className={buttonLook("plain", "normal", "size-11 px-0! @3xl:size-8 @3xl:min-h-8!")}
            >
              <Download aria-hidden size={16} />
            </a>
          )}
          {acts && (
            <>
              <IconButton
                label={`Set ${file.name} aside`}
                aria-busy={pending || undefined}
                onClick={() => !pending && acts.setAside(file.id)}
                className="@3xl:size-8"
              >
                <Archive aria-hidden size={16} />
              </IconButton>
              <KindMenu file={file} onChange={(change) => !pending && acts.changeKind(change)} />
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

type WaveProps = { wave: Int8Array | undefined; name: string; lengthShare: number };

function Wave({ wave, name, lengthShare }: WaveProps) {
  if (!wave) return <SkeletonWave heightPx={waveHeightPx} label={`The waveform of ${name} is on its way.`} />;
  return (
    <div style={{ width: `${lengthShare * 100}%` }}>
      <OverviewCanvas overview={wave} heightPx={waveHeightPx} scale="fill" />
    </div>
  );
}

function FigureCell({ unit, figure }: { unit: string; figure: Figure | undefined }) {
  return (
    <td
      className={classNames(
        "whitespace-nowrap py-0 pr-3 text-right font-mono @max-3xl:order-3 @max-3xl:pr-0",
        !figure && "@max-3xl:hidden",
        figure?.off && "text-danger",
      )}
    >
      {figure && (
        <>
          {figure.off && <span aria-hidden>▲ </span>}
          {figure.value}
          {figure.value !== lossy && <span className="text-muted @3xl:hidden"> {unit}</span>}
        </>
      )}
    </td>
  );
}
