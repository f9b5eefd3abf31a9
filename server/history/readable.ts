import type { Permission } from "../access/permissions.ts";
import { declaredOf, type EventKind, eventKinds, type ReadBySubject, readersOf } from "../event-kinds.ts";
import { readerOfFile, readerOfUpload } from "../files/events.ts";
import { FileKind } from "../files/schema.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** The condition on an event "e" of a project that its reader may read it: by its kind, or by the files that it is about as they are today. */
export function readable(grants: ReadonlySet<Permission>, onlyDecisions: boolean): Prisma.Sql {
  const kinds = (Object.keys(eventKinds) as EventKind[]).filter(
    (kind) => !onlyDecisions || declaredOf(kind).decision,
  );
  const fileKinds = {
    coming: FileKind.options.filter((fileKind) => grants.has(readerOfUpload({ fileKind }))),
    brought: FileKind.options.filter((fileKind) => grants.has(readerOfFile({ fileKind, sent: false }))),
    sent: FileKind.options.filter((fileKind) => grants.has(readerOfFile({ fileKind, sent: true }))),
  };
  // Whoever sees every kind of file also reads of those that are gone.
  const seesAll = Object.values(fileKinds).every((some) => some.length === FileKind.options.length);
  const byKind = kinds.filter((kind) =>
    isReadBySubject(kind)
      ? seesAll
      : readersOf(declaredOf(kind), {} as never, "inProject").some((reader) => grants.has(reader)),
  );
  const about = (row: Row) => kinds.filter((kind) => isReadBySubject(kind) && rowOf[kind] === row);
  const { coming, brought, sent } = fileKinds;
  const seen = Prisma.sql`(f."kind"::text = any(${brought}::text[]) or f."kind"::text = any(${sent}::text[]) and exists (
    select 1 from "FileSending" x where x."fileId" = f."id" and x."as" = 'revision'))`;
  return Prisma.sql`(
    e."kind" = any(${byKind}::text[])
    or e."kind" = any(${about("upload")}::text[]) and coalesce(
      (select u."kind"::text from "Upload" u where u."id" = (e."subject"->>'uploadId')::uuid),
      e."subject"->>'fileKind') = any(${coming}::text[])
    or e."kind" = any(${about("file")}::text[]) and exists (
      select 1 from "File" f where f."id" = (e."subject"->>'fileId')::uuid and ${seen})
    or e."kind" = any(${about("content")}::text[]) and exists (
      select 1 from "File" f join "Song" s on s."id" = f."songId"
      where s."projectId" = e."streamId" and f."sha256" = e."subject"->>'sourceSha256' and ${seen}))`;
}

type Row = "upload" | "file" | "content";

/** The row that says what kind of file an event is about. */
const rowOf: Record<ReadBySubject, Row> = {
  "upload.started": "upload",
  "upload.given_up": "upload",
  "file.refused": "upload",
  "file.kept": "file",
  "file.set_aside": "file",
  "file.kind_changed": "file",
  "file.restored": "file",
  "render.ready": "content",
  "render.failed": "content",
};
const isReadBySubject = (kind: EventKind): kind is ReadBySubject => kind in rowOf;
