// Walks every stored file and the history, and says by name what is missing, altered or orphaned.
import { createHash } from "node:crypto";
import { db } from "./db.ts";
import { hashOf } from "./events.ts";
import { store } from "./storage/current.ts";
import type { Address } from "./storage/store.ts";
import { days, now } from "./time.ts";

type Damage = { what: "missing" | "altered" | "orphaned"; name: string };
type Verified = {
  objects: number;
  bytes: number;
  events: number;
  damage: Damage[];
  /** Without a row and younger than a day: the sweep takes them. */
  waiting: string[];
};

const pageSize = 500;

export async function verifyEverything(at: Date = now()): Promise<Verified> {
  const verified: Verified = { objects: 0, bytes: 0, events: 0, damage: [], waiting: [] };
  await verifyObjects(verified);
  await verifyLeftovers(verified, new Date(at.getTime() - days(1)));
  await verifyEvents(verified);
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
    return files.map((f) => `${f.name} (${f.song.project.title}, ${f.song.title})`).join("; ");
  const renders = await db.render.findMany({
    where: { studioId, sha256 },
    select: { kind: true, sourceSha256: true },
  });
  if (renders.length === 0) return `content ${sha256}`;
  const of = await Promise.all(
    renders.map(
      async (r) => `${r.kind.replace("_", " ")} of ${await nameOf({ studioId, sha256: r.sourceSha256 })}`,
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

/** Each chain, and that it still reaches the end that is on record beside it: a cut one is sound in itself. */
async function verifyEvents(verified: Verified) {
  // The ends first: what is added meanwhile lies behind them.
  const ends = new Map((await db.streamEnd.findMany()).map((end) => [end.streamId, end]));
  const begun = await db.event.groupBy({ by: ["streamId"] });
  for (const streamId of new Set([...ends.keys(), ...begun.map((s) => s.streamId)])) {
    const title = await titleOf(streamId);
    const end = ends.get(streamId);
    const damage = (what: Damage["what"], name: string) => verified.damage.push({ what, name });
    let previous = "";
    let number = 0;
    for await (const event of eventsOf(streamId)) {
      verified.events++;
      number++;
      const name = `event ${event.number} (${event.kind}) of ${title}`;
      if (event.number !== number) {
        damage("missing", `the event before ${name}`);
        number = event.number;
      } else if (event.previous !== previous || hashOf(event) !== event.hash) {
        damage("altered", name);
      } else if (end?.number === number && end.hash !== event.hash) {
        damage("altered", `${name}, which was the last one`);
      }
      previous = event.hash;
    }
    if (!end) damage("missing", `where the history of ${title} ends`);
    else if (number < end.number)
      damage("missing", `the history of ${title} after event ${number}, up to ${end.number}`);
  }
}

/**
 * Every project, file, revision and sign-off must have its line in the history, with the hash that its row has; and a
 * sign-off names its revision's file and PCM.
 */
async function verifyDecisions(verified: Verified) {
  const lost = await db.$queryRaw<{ name: string; altered: boolean }[]>`
    select 'the history of ' || p."title" as name, false as altered from "Project" p
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'project.created' where e."id" is null
    union all
    select 'the event that ' || f."name" || ' (' || p."title" || ', ' || s."title" || ') was kept', e."id" is not null
      from "File" f join "Song" s on s."id" = f."songId" join "Project" p on p."id" = s."projectId"
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'file.kept' and e."subject"->>'fileId' = f."id"::text
      where e."subject"->>'sha256' is distinct from f."sha256"
    union all
    select 'the event that ' || r."stage" || ' ' || r."number" || ' of ' || s."title" || ' (' || p."title" || ') was sent', e."id" is not null
      from "Revision" r join "File" f on f."id" = r."fileId" join "Song" s on s."id" = r."songId" join "Project" p on p."id" = s."projectId"
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'revision.sent' and e."subject"->>'revisionId' = r."id"::text
      where e."subject"->>'sha256' is distinct from f."sha256"
    union all
    select 'the event of the sign-off of ' || r."stage" || ' ' || r."number" || ' of ' || s."title" || ' (' || p."title" || ')', e."id" is not null
      from "SignOff" g join "Revision" r on r."id" = g."revisionId" join "File" f on f."id" = r."fileId"
      join "Song" s on s."id" = r."songId" join "Project" p on p."id" = s."projectId"
      left join "Event" e on e."streamId" = p."id" and e."kind" = 'signoff.given' and e."subject"->>'signOffId' = g."id"::text
      where e."subject"->>'sha256' is distinct from g."sha256" or g."sha256" <> f."sha256"
        or e."subject"->>'pcmSha256' is distinct from g."pcmSha256" or not exists (
          select 1 from "Report" m where m."studioId" = f."studioId" and m."sha256" = f."sha256" and m."pcmSha256" = g."pcmSha256")`;
  for (const { name, altered } of lost) verified.damage.push({ what: altered ? "altered" : "missing", name });
}

async function* eventsOf(streamId: string) {
  for (let after = 0; ; ) {
    const page = await db.event.findMany({
      where: { streamId, number: { gt: after } },
      orderBy: { number: "asc" },
      take: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.number;
  }
}

async function titleOf(streamId: string) {
  const project = await db.project.findUnique({ where: { id: streamId }, select: { title: true } });
  return project?.title ?? "the studio's own history";
}

export function wordsOf({ objects, bytes, events, damage, waiting }: Verified): string {
  const lines = [
    `Looked at ${objects} stored contents (${(bytes / 1e6).toFixed(1)} MB) and ${events} events.`,
    ...damage.map(({ what, name }) => `${what}: ${name}`),
    ...waiting.map((name) => `without a row, swept a day after it came: ${name}`),
    damage.length === 0
      ? "Everything is whole."
      : `${damage.length} damaged. Bring what is missing or altered back from a backup (npm run restore).`,
  ];
  return lines.join("\n");
}
