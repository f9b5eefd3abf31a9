import { expect, onTestFinished, test } from "vitest";
import { db, transact } from "./db.ts";
import { makeProject } from "./testing/factories.ts";

test("several relations are read at once in a transaction without a warning of the driver", async () => {
  const { projectId } = await makeProject();
  const warnings: string[] = [];
  const hear = (warning: Error) => void warnings.push(warning.message);
  process.on("warning", hear);
  onTestFinished(() => void process.off("warning", hear));
  const project = await transact((tx) =>
    tx.project.findUniqueOrThrow({
      where: { id: projectId },
      include: { songs: { include: { workItems: true, files: true } }, participants: true, studio: true },
    }),
  );
  expect(project.songs[0]?.workItems).toHaveLength(4);
  expect(project.participants).toHaveLength(6);
  expect(warnings).toEqual([]);
});

test("what fails in a transaction takes back what came before it, and the connection goes on", async () => {
  const { studioId } = await makeProject();
  const rename = transact(async (tx) => {
    await tx.studio.update({ where: { id: studioId }, data: { name: "Half done" } });
    await Promise.all([tx.$queryRaw`select 1`, tx.$queryRaw`select 1 / 0`, tx.$queryRaw`select 2`]);
  });
  await expect(rename).rejects.toThrow(/division by zero/);
  expect(await db.studio.findUnique({ where: { id: studioId } })).toMatchObject({ name: "A studio" });
  const many = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      transact((tx) => tx.$queryRaw<{ n: number }[]>`select ${n}::int as n`),
    ),
  );
  expect(many.map(([row]) => row?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
});

test("what belongs to a row is found by an index, however many there are", async () => {
  const without = await db.$queryRaw<{ name: string }[]>`
    select f.conrelid::regclass::text || ' by ' || f.conname as name from pg_constraint f
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and not exists (
      select 1 from pg_index i where i.indrelid = f.conrelid and i.indkey[0] = any(f.conkey)
        and (cardinality(f.conkey) = 1 or i.indkey[0] <> f.conkey[1] or i.indkey[1] = any(f.conkey))
    ) order by 1`;
  expect(without.map(({ name }) => name)).toEqual([]);
});
