import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { below, exempt, nouns } from "./ladder.ts";
import { tableViolationsIn } from "./table-directions.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What is still to be moved. It only shrinks: whatever is found besides, or is found no longer, fails. */
const known: string[] = [];

test("every table is read and written where the ladder allows it", () => {
  const { models, calls, violations } = tableViolationsIn(root);
  // A check that does not understand the sources sees no call and no violation.
  expect(models).toBeGreaterThan(30);
  expect(calls).toBeGreaterThan(200);
  expect(violations).toEqual(known);
});

test("what is exempt is there", () => {
  expect(Object.keys(exempt).filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
});

test("no noun stands below itself, and all stand on people", () => {
  expect(nouns.filter((noun) => below(noun).has(noun))).toEqual([]);
  expect(nouns.filter((noun) => noun !== "people" && !below(noun).has("people"))).toEqual([]);
});

/** A small house: people ← projects ← files ← review ← signoffs, an event of the core, a mail of notifications. */
const schema: Record<string, string> = {
  people: `
model Studio {
  id String @id
  projects Project[]
}
model User {
  id String @id
}`,
  projects: `
model Project {
  id String @id
  studioId String
  studio Studio @relation(fields: [studioId], references: [id])
  songs Song[]
}
model Song {
  id String @id
  projectId String
  title String
  project Project @relation(fields: [projectId], references: [id])
  files File[]
}`,
  files: `
model File {
  id String @id
  songId String
  name String
  song Song @relation(fields: [songId], references: [id])
  revision Revision?
}`,
  review: `
model Revision {
  id String @id
  fileId String
  file File @relation(fields: [fileId], references: [id])
  signOffs SignOff[]
}`,
  signoffs: `
model SignOff {
  id String @id
  revisionId String
  revision Revision @relation(fields: [revisionId], references: [id])
}`,
  events: `
model Event {
  id String @id
}`,
  notifications: `
model Mail {
  id String @id
}`,
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

function violationsOf(files: Record<string, string>): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-tables-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(schema))
    write(path.join(folder, `prisma/schema/${name}.prisma`), `${text.trim()}\n`);
  for (const [name, text] of Object.entries(files)) write(path.join(folder, name), text);
  return tableViolationsIn(folder).violations;
}

function write(file: string, text: string) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

const file = "server/files/queries.ts";
const readsSignOff = [`${file} reads SignOff of signoffs, which stands above files`];
const readsRevision = `${file} reads Revision of review, which stands above files`;
const readsBoth = [readsRevision, ...readsSignOff];
const writesRevision = [`${file} writes Revision of review, which only review writes`];
const ask = (args: string) => `export const f = (tx: Tx, id: string) => tx.file.findMany(${args});`;
const asks = 'import { Prisma } from "../generated/prisma/client.ts";\n';

test.each<[string, string, string[]]>([
  ["a read of a table above", `export const f = () => db.signOff.findMany();`, readsSignOff],
  ["a count by any name of the client", `export const f = (t: Tx) => t?.signOff.count({});`, readsSignOff],
  ["a write of a table above", `await tx.revision.create({ data: { id } });`, writesRevision],
  [
    "a write of a table below",
    `await tx.song.updateMany({ where: { id }, data: {} });`,
    [`${file} writes Song of projects, which only projects writes`],
  ],
  ["a nested include", ask("{ include: { revision: { include: { signOffs: true } } } }"), readsBoth],
  ["a nested select", ask("{ select: { revision: { select: { signOffs: true } } } }"), readsBoth],
  ["a count of a relation", ask("{ include: { _count: { select: { revision: true } } } }"), [readsRevision]],
  ["a where through a relation", ask("{ where: { revision: { signOffs: { some: {} } } } }"), readsBoth],
  ["a where inside OR and NOT", ask("{ where: { OR: [{ NOT: { revision: null } }] } }"), [readsRevision]],
  ["an order through a relation", ask('{ orderBy: [{ revision: { id: "asc" } }] }'), [readsRevision]],
  ["a condition", ask("{ where: id ? { revision: null } : {} }"), [readsRevision]],
  ["a spread condition", ask("{ where: { ...(id && { revision: null }) } }"), [readsRevision]],
  ["arguments that are spread", ask("{ ...{ include: { revision: true } } }"), [readsRevision]],
  [
    "a constant of the file",
    `const line = { revision: true } as const;\n${ask("{ include: line }")}`,
    [readsRevision],
  ],
  [
    "a constant that no call takes",
    `${asks}export const line = { revision: true } satisfies Prisma.FileInclude;`,
    [readsRevision],
  ],
  [
    "a constant with Prisma's type",
    `${asks}export const line: Prisma.FileWhereInput = { revision: null };`,
    [readsRevision],
  ],
  [
    "a property of a constant",
    `const all = { lines: { revision: true } };\n${ask("{ include: all.lines }")}`,
    [readsRevision],
  ],
  [
    "what a function gives",
    `const of = (id: string) => ({ id, revision: null });\n${ask("{ where: of(id) }")}`,
    [readsRevision],
  ],
  [
    "what is handed in",
    `${asks}const read = (tx: Tx, where: Prisma.FileWhereInput) => tx.file.count({ where });\nexport const f = () => read(db, { revision: null });`,
    [readsRevision],
  ],
  [
    "what a parameter is by default",
    `${asks}const read = (tx: Tx, where: Prisma.FileWhereInput = { revision: null }) => tx.file.count({ where });\nexport const f = () => read(db);`,
    [readsRevision],
  ],
  [
    "what a type lets in",
    `type Given = { revision: object };\nexport const f = (data: Given) => tx.file.update({ where: { id }, data });`,
    writesRevision,
  ],
  [
    "what a schema lets in",
    `const Given = z.object({ revision: z.string() });\nexport const f = (x: unknown) => tx.file.update({ where: { id }, data: Given.parse(x) });`,
    writesRevision,
  ],
  [
    "a nested create",
    `await tx.file.create({ data: { id, revision: { create: { id } } } });`,
    writesRevision,
  ],
  [
    "a connection that writes the other's row",
    `await tx.file.update({ where: { id }, data: { revision: { connect: { id } } } });`,
    writesRevision,
  ],
  [
    "a nested update of an upsert",
    `await tx.file.upsert({ where: { id }, create: { id }, update: { revision: { update: { where: {}, data: {} } } } });`,
    writesRevision,
  ],
  [
    "a nested delete through a table below",
    `await tx.file.update({ where: { id }, data: { song: { delete: true } } });`,
    [`${file} writes Song of projects, which only projects writes`],
  ],
  ["a read in raw SQL", 'await tx.$queryRaw`select 1 from "SignOff" s`;', readsSignOff],
  ["a read in Prisma.sql", `${asks}export const of = Prisma.sql\`join "SignOff" s on true\`;`, readsSignOff],
  ["an insert in raw SQL", 'await tx.$executeRaw`insert into "Revision" values (1)`;', writesRevision],
  ["an update in raw SQL", 'await tx.$executeRaw`UPDATE ONLY public."Revision" set id = 1`;', writesRevision],
  ["a delete in raw SQL", 'await tx.$executeRaw`delete from\n "Revision" where true`;', writesRevision],
  ["a truncation in raw SQL", 'await tx.$executeRaw`truncate "File", "Revision"`;', writesRevision],
  ["raw SQL in a plain string", `await client.query('delete from "Revision"');`, writesRevision],
  [
    "the queue's tables",
    "await tx.$queryRaw`select 1 from graphile_worker._private_jobs`;",
    [`${file} names graphile_worker._private_jobs, which only server/queue.ts may`],
  ],
  [
    "a table of the core",
    "await tx.event.count();",
    [`${file} reads Event of core, which the core answers for`],
  ],
])("%s is found", (_, text, found) => {
  expect(violationsOf({ [file]: text })).toEqual(found);
});

test("a constant of another file is found, for it and for who asks by it", () => {
  const found = violationsOf({
    "server/files/line.ts": "export const line = { select: { revision: true } };",
    [file]: `import { line } from "./line.ts";\n${ask("line")}`,
  });
  expect(found).toEqual(
    ["server/files/line.ts reads Revision of review, which stands above files", readsRevision].toSorted(),
  );
});

test("who hands a question in is who reads, not who asks it for them", () => {
  const found = violationsOf({
    [file]: `${asks}export const read = (tx: Tx, where: Prisma.FileWhereInput) => tx.file.count({ where });`,
    "server/projects/queries.ts": `import { read } from "../files/queries.ts";\nawait read(db, { revision: null });`,
  });
  expect(found).toEqual(["server/projects/queries.ts reads Revision of review, which stands above projects"]);
});

test.each<[string, string]>([
  [
    "a value that nobody is seen to hand in",
    `${asks}export const f = (w: Prisma.FileWhereInput) => tx.file.count({ where: w });`,
  ],
  ["a value from a package", `import { line } from "pkg";\n${ask("{ include: line }")}`],
  ["a value that is changed later", `const line = {};\nline.revision = true;\n${ask("{ include: line }")}`],
  [
    "a value that is assigned to",
    `const line = {};\nObject.assign(line, { revision: true });\n${ask("{ include: line }")}`,
  ],
  ["a value that is set in time", `let line;\nline = { revision: true };\n${ask("{ include: line }")}`],
  ["a key that is computed", ask("{ include: { [id]: true } }")],
  ["a table named by an expression", `await tx[id].findMany();`],
  ["a table under another name", `const files = tx.file;\nawait files.findMany();`],
  ["a client taken apart", `const { signOff } = tx;\nawait signOff.findMany();`],
  ["a client taken apart by a parameter", `export const f = ({ signOff }: Tx) => signOff.findMany();`],
  ["a client taken apart by a callback", `await transact(async ({ signOff }) => signOff.findMany());`],
  ["a method named by an expression", `await tx.file[id]();`],
  ["a table's name put into SQL", "await tx.$queryRaw`select 1 from $" + "{name}`;"],
  ["SQL that is no literal", `await tx.$executeRawUnsafe(text);`],
  ["raw text inside SQL", `${asks}export const of = Prisma.raw(text);`],
  ["text for Postgres itself", `import { Client } from "pg";\nawait new Client().query(text);`],
  ["the client handed to a package", `import { Adapter } from "pkg";\nAdapter(db);`],
])("%s cannot be read, and says so", (_, text) => {
  expect(violationsOf({ [file]: text }).join()).toContain(`${file} cannot be read: `);
});

test.each<[string, string, string[]]>([
  ["server/overview/queries.ts", "await db.signOff.count();", []],
  ["server/verify-everything.ts", "await db.signOff.count();", []],
  [
    "server/overview/queries.ts",
    "await tx.signOff.deleteMany();",
    ["server/overview/queries.ts writes SignOff of signoffs, which only signoffs writes"],
  ],
  ["server/notifications/send-mail.ts", "await tx.mail.updateMany({ data: {} });", []],
  ["server/mail/post-mail.ts", "await tx.mail.createMany({ data: [] });", []],
  [
    "server/mail/smtp.ts",
    "await tx.mail.count();",
    ["server/mail/smtp.ts reads Mail of notifications, which mail asks a noun for"],
  ],
  ["server/events.ts", "await tx.event.create({ data: { id } });", []],
  ["server/access/finding.ts", 'await tx.$queryRaw`select 1 from "Song"`;', []],
  [
    "server/access/finding.ts",
    'await tx.$queryRaw`select 1 from "File"`;',
    ["server/access/finding.ts reads File of files, which the core does not know"],
  ],
  ["server/queue.ts", "await tx.$queryRaw`select 1 from graphile_worker._private_jobs`;", []],
  [
    "app/page.tsx",
    "export const f = () => db.file.count();",
    ["app/page.tsx reads File of files, which app asks a noun for"],
  ],
  ["server/files/start-upload.ts", "await tx.file.create({ data: { id, song: { connect: { id } } } });", []],
  [
    "server/files/queries.ts",
    "await db.file.findMany({ include: { song: { include: { project: true } } } });",
    [],
  ],
  ["server/files/queries.ts", "export const f = (page: { song: { id: string } }) => page.song.id;", []],
  [
    "server/files/start-upload.ts",
    "type Given = { revision: object; name: string };\nexport const f = ({ revision, ...data }: Given) => tx.file.update({ where: { id }, data });",
    [],
  ],
  [
    "server/files/start-upload.ts",
    "const { revision, ...where } = { revision: null, id };\nexport const f = () => tx.file.count({ where });",
    [],
  ],
  ["server/signoffs/queries.ts", 'await tx.$queryRaw`select 1 from "Song" for update`;', []],
])("%s: `%s` breaks %j", (from, text, found) => {
  expect(violationsOf({ [from]: text })).toEqual(found);
});
