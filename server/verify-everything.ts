// Walks every stored file and the history, and says by name what is missing, altered or orphaned.
import { createHash } from "node:crypto";
import { db } from "./db.ts";
import { store } from "./storage/current.ts";
import type { Address } from "./storage/store.ts";
import { days, now } from "./time.ts";
import { type Damage, verifyHistory } from "./verify-history.ts";

type Verified = {
  objects: number;
  bytes: number;
  events: number;
  /** Rows that somebody decided with, and how many of them had their words taken out. */
  decisions: number;
  blanked: number;
  damage: Damage[];
  /** Histories whose older decisions were digested later, all at once. */
  held: string[];
  /** Histories that another secret sealed, and for which nobody vouched since. */
  unproven: string[];
  /** Without a row and younger than a day: the sweep takes them. */
  waiting: string[];
};

const pageSize = 500;

export async function verifyEverything(at: Date = now()): Promise<Verified> {
  const verified: Verified = {
    objects: 0,
    bytes: 0,
    events: 0,
    decisions: 0,
    blanked: 0,
    damage: [],
    held: [],
    unproven: [],
    waiting: [],
  };
  await verifyObjects(verified);
  await verifyLeftovers(verified, new Date(at.getTime() - days(1)));
  await verifyHistories(verified);
  await verifyDecisions(verified);
  return verified;
}

async function verifyObjects(verified: Verified) {
  for await (const row of rows()) {
    const address = { studioId: row.studioId, sha256: row.sha256 };
    const sizeBytes = await store.size(address);
    verified.objects++;
    verified.bytes += sizeBytes ?? 0;
    if (sizeBytes === null) verified.damage.push({ what: "missing", name: await nameOf(address) });
    else if (sizeBytes !== Number(row.sizeBytes) || (await sha256Of(address)) !== row.sha256) {
      verified.damage.push({ what: "altered", name: await nameOf(address) });
    }
  }
}

async function* rows() {
  let after: Address | null = null;
  for (;;) {
    const page: { studioId: string; sha256: string; sizeBytes: bigint }[] = await db.storedObject.findMany({
      take: pageSize,
      orderBy: [{ studioId: "asc" }, { sha256: "asc" }],
      ...(after && { cursor: { studioId_sha256: after }, skip: 1 }),
      select: { studioId: true, sha256: true, sizeBytes: true },
    });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = { studioId: last.studioId, sha256: last.sha256 };
  }
}

async function sha256Of(address: Address) {
  const hash = createHash("sha256");
  for await (const chunk of store.read(address)) hash.update(chunk);
  return hash.digest("hex");
}

/** What people call it: its file, the song, or what it was made from. */
async function nameOf({ studioId, sha256 }: Address): Promise<string> {
  const files = await db.file.findMany({
    where: { studioId, sha256 },
    select: { name: true, song: { select: { title: true, project: { select: { title: true } } } } },
  });
  if (files.length > 0)
    return files
      .map(
        ({ name, song }) => `${name} (${song ? `${song.project.title}, ${song.title}` : "the studio's own"})`,
      )
      .join("; ");
  const renders = await db.render.findMany({
    where: { studioId, sha256 },
    select: { kind: true, inputs: { orderBy: { position: "asc" }, take: 1, select: { sha256: true } } },
  });
  if (renders.length === 0) return `content ${sha256}`;
  const of = await Promise.all(
    renders.map(
      async (r) =>
        `${r.kind.replace("_", " ")} of ${await nameOf({ studioId, sha256: r.inputs[0]?.sha256 ?? "" })}`,
    ),
  );
  return of.join("; ");
}

async function verifyLeftovers(verified: Verified, dayAgo: Date) {
  const note = (name: string, changedAt: Date) => {
    if (changedAt < dayAgo) verified.damage.push({ what: "orphaned", name });
    else verified.waiting.push(name);
  };
  for await (const { address, changedAt } of store.list()) {
    const row = await db.storedObject.findUnique({
      where: { studioId_sha256: address },
      select: { sha256: true },
    });
    if (!row) note(`content ${address.sha256} of studio ${address.studioId}`, changedAt);
  }
  for await (const name of store.strays())
    verified.damage.push({ what: "orphaned", name: `${name}, which the portal did not put there` });
  for await (const { uploadId, changedAt } of store.parts()) {
    const going = await db.upload.count({ where: { id: uploadId, state: "receiving" } });
    if (going === 0) note(`the part of upload ${uploadId}`, changedAt);
  }
}

async function verifyHistories(verified: Verified) {
  const begun = await db.event.groupBy({ by: ["streamId"] });
  const ended = await db.streamEnd.findMany({ select: { streamId: true } });
  for (const streamId of new Set([...ended, ...begun].map((stream) => stream.streamId))) {
    const found = await verifyHistory(streamId);
    verified.events += found.events;
    verified.decisions += found.decisions;
    verified.blanked += found.blanked;
    verified.damage.push(...found.damage);
    verified.held.push(...found.held);
    verified.unproven.push(...found.unproven);
  }
}

/**
 * Every project, file and revision must have its line in the history, with the hash that its row has; and a sign-off
 * names its revision's file and PCM.
 */
async function verifyDecisions(verified: Verified) {
  const lost = await db.$queryRaw<{ name: string; altered: boolean }[]>`
    select 'the history of ' || p."title" as name, false as altered from "Project" p
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'project.created' where e."id" is null
    union all
    select 'the event that ' || f."name" || ' (' || coalesce(p."title" || ', ' || s."title", 'the studio''s own') || ') was kept', e."id" is not null
      from "File" f left join "Song" s on s."id" = f."songId" left join "Project" p on p."id" = s."projectId"
      left join "Event" e on e."streamId" = coalesce(p."id", f."studioId") and e."kind" = 'file.kept' and e."subject"->>'fileId' = f."id"::text
      where e."subject"->>'sha256' is distinct from f."sha256"
    union all
    select 'the event that ' || r."stage" || ' ' || r."number" || ' of ' || s."title" || ' (' || p."title" || ') was sent', e."id" is not null
      from "Revision" r join "File" f on f."id" = r."fileId" join "Song" s on s."id" = r."songId" join "Project" p on p."id" = s."projectId"
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'revision.sent' and e."subject"->>'revisionId' = r."id"::text
      where e."subject"->>'sha256' is distinct from f."sha256"
    union all
    select 'the file that the sign-off of ' || r."stage" || ' ' || r."number" || ' of ' || s."title" || ' (' || p."title" || ') names', true
      from "SignOff" g join "Revision" r on r."id" = g."revisionId" join "File" f on f."id" = r."fileId"
      join "Song" s on s."id" = r."songId" join "Project" p on p."id" = s."projectId"
      where g."sha256" <> f."sha256" or not exists (select 1 from "Report" m
        where m."studioId" = f."studioId" and m."sha256" = f."sha256" and m."pcmSha256" = g."pcmSha256")`;
  for (const { name, altered } of lost) verified.damage.push({ what: altered ? "altered" : "missing", name });
}

export function wordsOf(verified: Verified): string {
  const { objects, bytes, events, decisions, blanked, damage, held, unproven, waiting } = verified;
  return [
    `Looked at ${objects} stored contents (${(bytes / 1e6).toFixed(1)} MB), ${events} events and ${decisions} decisions.`,
    ...(blanked > 0
      ? [`Of ${blanked} decisions the words were taken out; the rest of each is as it was.`]
      : []),
    ...held,
    ...damage.map(({ what, name }) => `${what}: ${name}`),
    ...unproven.map((name) => `sealed with another secret: ${name}`),
    ...waiting.map((name) => `without a row, swept a day after it came: ${name}`),
    verdict(damage.length, unproven.length),
  ].join("\n");
}

function verdict(damaged: number, unproven: number): string {
  if (damaged > 0)
    return `${damaged} damaged. Bring what is missing or altered back from a backup (npm run restore).`;
  if (unproven > 0)
    return "Whether these histories are whole cannot be told with the present secret. Set the one that sealed them, or have an owner vouch for them as they stand (npm run seal -- ADDRESS).";
  return "Everything is whole.";
}
