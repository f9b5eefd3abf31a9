import type { Tx } from "../db.ts";
import type { Stage } from "../generated/prisma/client.ts";
import { mastersOf } from "../review/masters-of.ts";
import { openRequests } from "../review/open-requests.ts";
import { closersOf } from "../review/rules.ts";
import type { SongState } from "../work/turns-of.ts";

type Row = SongState["revisions"][number] & { songId: string; sentAt: Date };

/** What decides whose turn it is in each of these songs, by song; and when the newest revision of a stage was sent. */
export async function songStates(tx: Tx, songIds: readonly string[]) {
  const ids = [...songIds];
  const [songs, revisions, requests] = await Promise.all([
    tx.song.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        workItems: true,
        project: { select: { participants: { select: { userId: true, part: true, powers: true } } } },
        handOffs: {
          orderBy: { number: "asc" },
          select: {
            id: true,
            toStage: true,
            settlement: { select: { outcome: true } },
            revisionId: true,
          },
        },
        files: {
          where: { kind: { in: ["mix_print", "master", "premaster"] }, setAsideAt: null, revision: null },
          select: { id: true, kind: true, uploadedAt: true },
        },
      },
    }),
    // However many rounds there were: the older ones that do not stand stay where they are.
    tx.$queryRaw<(Omit<Row, "stage"> & { stage: Stage })[]>`
      select * from (
        select r."songId", r."id", r."stage"::text, r."number", r."sentAt", r."fileId",
          f."uploadedAt" as "broughtAt", f."kind" = 'premaster' as "isSupplied",
          exists (
            select 1 from "SignOff" g left join "SignOffEnd" e on e."signOffId" = g."id"
            where g."revisionId" = r."id" and e."signOffId" is null
          ) as "isSignedOff",
          row_number() over (partition by r."songId", r."stage" order by r."number" desc) = 1 as "isNewest"
        from "Revision" r join "File" f on f."id" = r."fileId"
        where r."songId" = any(${ids}::uuid[])
      ) r where "isNewest" or "isSignedOff" order by "stage", "number"`,
    openRequests(tx, ids),
  ]);
  return new Map(
    songs.map(({ id, workItems, project: { participants }, handOffs, files }) => {
      const masters = mastersOf(participants);
      const state = {
        work: workItems,
        people: participants,
        revisions: revisions.filter((r) => r.songId === id),
        handOffs: handOffs.map(({ settlement, ...h }) => ({ ...h, state: settlement?.outcome ?? "offered" })),
        requests: requests
          .filter((r) => r.songId === id)
          .map((r) => ({ ...r, closers: closersOf(r, masters) })),
        prints: files.map(({ id: fileId, kind, uploadedAt }) => ({ fileId, kind, broughtAt: uploadedAt })),
      } satisfies SongState;
      return [id, state] as const;
    }),
  );
}
