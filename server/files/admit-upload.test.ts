import { expect, test } from "vitest";
import { db } from "../db.ts";
import { store } from "../storage/current.ts";
import { bringFile, demoFile } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";

test("a mix becomes an original with its report, its waveform and a listening copy", async () => {
  const { song, studioId, people } = await makeProject();
  const upload = await bringFile(people.mixing_engineer, {
    songId: song.id,
    kind: "mix_print",
    name: "mix 1.flac",
    bytes: await demoFile("mix 1.flac"),
  });
  expect(upload).toMatchObject({ state: "kept", reason: null });
  const file = await db.file.findFirstOrThrow({
    where: { songId: song.id },
    include: { object: { include: { report: true, renders: true } } },
  });
  expect(file).toMatchObject({
    kind: "mix_print",
    name: "mix 1.flac",
    uploadedById: people.mixing_engineer.userId,
    setAsideAt: null,
  });
  expect(file.object.report).toMatchObject({
    sampleRateHz: 48_000,
    bitDepth: 24,
    channels: 2,
    frames: 768_000n,
  });
  expect(file.object.report?.integratedLufs).toBeLessThan(-5);
  const states = file.object.renders.map((r) => [r.kind, r.state]).sort();
  expect(states).toEqual([
    ["listening_copy", "ready"],
    ["peaks", "ready"],
  ]);
  for (const { sha256 } of file.object.renders)
    expect(await store.size({ studioId, sha256: sha256 ?? "" })).toBeGreaterThan(1_000);
  const kinds = (await db.event.findMany({ where: { studioId }, orderBy: { number: "asc" } })).map(
    (e) => e.kind,
  );
  expect(kinds.slice(-3)).toEqual(["upload.started", "file.kept", "render.ready"]);
});
