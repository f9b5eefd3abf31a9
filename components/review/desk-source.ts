import type { PlayerSource } from "@/components/player/timeline.ts";
import type { Print, PrintFile, Review, Revision } from "./review-types.ts";
import type { SongOffset } from "./song-line.ts";
import { nextLabel, nextNumber, stageNow } from "./standing.ts";

/** Something that the desk can show, whether or not it can be played yet. */
export type DeskSource = {
  /** Its file's: what is heard stays the same thing when a print is sent and becomes a revision. */
  id: string;
  label: string;
  file: PrintFile;
  /** Null for the rough mix and for prints that are not sent. */
  revision: Revision | null;
  /** Where its sample 0 lies on the song's own line. */
  startsAtSeconds: number;
  state: "ready" | "coming" | "failed";
};

/** In the order of the song's way: the rough mix, mixes, masters, each with what was printed and not sent. */
export function deskSources(review: Review): DeskSource[] {
  const rough = review.roughMix ? [loose(review.roughMix, "Rough mix", 0)] : [];
  const of = (stage: Revision["stage"]) => review.revisions.filter((r) => r.stage === stage).map(sent);
  const prints = (kinds: readonly Print["kind"][], stage: "mixing" | "mastering") =>
    review.prints
      .filter((p) => kinds.includes(p.kind))
      .toReversed()
      .map((p, i, all) => loose(p, unsentLabel(review, stage, i, all.length), lastStart(review, stage)));
  return [
    ...rough,
    ...of("mixing"),
    ...prints(["mix_print", "premaster"], "mixing"),
    ...of("mastering"),
    ...prints(["master"], "mastering"),
  ];
}

export const sourceOf = (sources: readonly DeskSource[], revisionId: string | undefined) =>
  sources.find((s) => s.revision !== null && s.revision.id === revisionId);

const stageOf = ({ file }: DeskSource) =>
  file.kind === "rough_mix" ? null : file.kind === "master" ? "mastering" : "mixing";

/** Mix n or Master n. What is printed and not sent has the number that it would be sent under. */
export function sourceNumbered(review: Review, sources: readonly DeskSource[], number: number) {
  const stage = stageNow(review);
  const own = sources.filter((s) => stageOf(s) === stage);
  return (
    own.find((s) => s.revision?.number === number) ??
    (number === nextNumber(review, stage) ? own.findLast((s) => !s.revision) : undefined)
  );
}

/** What a player can fetch. The rest is drawn and waits for its listening copy. */
export function playable(sources: readonly DeskSource[]): PlayerSource[] {
  return sources.flatMap(({ id, label, file, startsAtSeconds, state }) =>
    state === "ready" && file.report
      ? [
          {
            id,
            label,
            listenUrl: listenUrl(file.id),
            sampleRateHz: file.report.sampleRateHz,
            frames: file.report.frames,
            offsetSamples: Math.round(startsAtSeconds * file.report.sampleRateHz),
          },
        ]
      : [],
  );
}

const listenUrl = (fileId: string) => `/api/media/files/${fileId}/listen`;
export const peaksUrl = (fileId: string) => `/api/media/files/${fileId}/peaks`;
/** As it came, under the name that it came with. */
export const originalUrl = (fileId: string) => `/api/media/files/${fileId}`;
/** The same file under the name that the project's files go out with. */
export const outgoingUrl = (fileId: string) => `/api/media/files/${fileId}/outgoing`;

export const songOffsetOf = (source: Pick<DeskSource, "file" | "startsAtSeconds">): SongOffset => ({
  startsAtSeconds: source.startsAtSeconds,
  sampleRateHz: source.file.report?.sampleRateHz ?? 48_000,
});

const sent = (revision: Revision): DeskSource => ({
  id: revision.file.id,
  label: revision.label,
  file: revision.file,
  revision,
  startsAtSeconds: revision.startsAtSeconds,
  state: stateOf(revision.file),
});

const loose = (file: PrintFile, label: string, startsAtSeconds: number): DeskSource => ({
  id: file.id,
  label,
  file,
  revision: null,
  startsAtSeconds,
  state: stateOf(file),
});

function stateOf({ report, listening }: PrintFile): DeskSource["state"] {
  if (listening?.state === "failed") return "failed";
  return listening?.state === "ready" && report ? "ready" : "coming";
}

/** The newest print is the next revision; the ones before it were superseded before anybody heard them. */
function unsentLabel(review: Review, stage: "mixing" | "mastering", at: number, of: number) {
  const label = nextLabel(review, stage);
  return at === of - 1 ? `${label}, not sent` : `${label}, print ${at + 1}`;
}

function lastStart(review: Review, stage: "mixing" | "mastering"): number {
  const before = review.revisions.filter((r) => r.stage === stage || r.stage === "mixing");
  return before.at(-1)?.startsAtSeconds ?? 0;
}
