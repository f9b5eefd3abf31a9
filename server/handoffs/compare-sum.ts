import { inChild } from "../audio/pool.ts";
import { db } from "../db.ts";
import { announce } from "../events.ts";
import { newestReport } from "../files/newest-report.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import { referenceOf } from "./rules.ts";
import { setKey } from "./set-key.ts";

/** Sums the stems at unity and compares them with the rough mix, once everything is here; what arrives later asks again. */
export async function compareSum({ songId }: { songId: string }, attempt: Attempt) {
  const files = await db.file.findMany({
    where: { songId, kind: { in: ["stem", "rough_mix"] }, setAsideAt: null },
    select: {
      studioId: true,
      sha256: true,
      kind: true,
      uploadedAt: true,
      song: { select: { projectId: true } },
      object: { select: { reports: { ...newestReport, select: { sampleRateHz: true } } } },
    },
  });
  const stems = files.filter((f) => f.kind === "stem");
  const reference = referenceOf(files);
  if (!reference?.song || stems.length === 0 || !oneRate([...stems, reference])) return;
  const { studioId, song } = reference;
  const key = { studioId, setKey: setKey(stems, reference) };
  if (await db.sumComparison.count({ where: key })) return;
  const result = await withPaths(studioId, [reference, ...stems], ([first = "", ...others]) =>
    inChild("sum", { stems: others, reference: first }, { signal: attempt.signal }),
  );
  // These files were all read whole when they came in.
  if (!result.ok) throw new Error(`The stems of song ${songId} could not be summed: ${result.reason}`);
  await attempt.fenced(async (tx) => {
    await tx.sumComparison.createMany({
      data: [{ ...key, residualDb: result.residualDb }],
      skipDuplicates: true,
    });
    await announce(tx, { studioId, streamId: song.projectId }, "sum.compared", { songId });
  });
}

const oneRate = (files: { object: { reports: { sampleRateHz: number }[] } }[]) =>
  new Set(files.map((f) => f.object.reports[0]?.sampleRateHz)).size === 1;

/** Holds every file at its path while `use` runs. */
async function withPaths<T>(
  studioId: string,
  files: readonly { sha256: string }[],
  use: (paths: string[]) => Promise<T>,
  held: string[] = [],
): Promise<T> {
  const [next, ...rest] = files;
  if (!next) return use(held);
  return store.atPath({ studioId, sha256: next.sha256 }, (path) =>
    withPaths(studioId, rest, use, [...held, path]),
  );
}
