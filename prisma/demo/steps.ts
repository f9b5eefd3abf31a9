import { db } from "../../server/db.ts";
import type { Stage } from "../../server/generated/prisma/client.ts";
import { acceptHandOff } from "../../server/handoffs/accept-hand-off.ts";
import { offerPremaster } from "../../server/handoffs/offer-premaster.ts";
import { offerSet } from "../../server/handoffs/offer-set.ts";
import { currentSet, premasterFindings } from "../../server/handoffs/queries.ts";
import type { Finding } from "../../server/handoffs/rules.ts";
import { followSong } from "../../server/renders/follow-song.ts";
import type { Answer } from "../../server/review/schema.ts";
import { sendRevision } from "../../server/review/send-revision.ts";
import { giveSignOff } from "../../server/signoffs/give-sign-off.ts";
import { attempt } from "./attempt.ts";
import { bringFile, bringText, stemNames } from "./bring-file.ts";
import { makeQueued } from "./make-queued.ts";
import type { Demo } from "./studio.ts";

/** The ways of a song that the demo's releases share. */

export const sampleAt = (seconds: number) => Math.round(seconds * 48_000);

export async function bringSet(demo: Demo, songId: string) {
  for (const name of stemNames()) await bringFile(demo.recording, songId, "stem", `stems/${name}`);
  await bringFile(demo.recording, songId, "rough_mix", "rough mix.flac");
  await bringText(
    demo.recording,
    songId,
    "track sheet.txt",
    `Final Step, 140 bpm, 48 kHz, 24 bit\n\n${stemNames().join("\n")}\n`,
  );
}

export async function offerStems(demo: Demo, songId: string, words: string) {
  await followSong({ songId }, attempt());
  await makeQueued();
  const { findings } = await db.$transaction((tx) => currentSet(tx, songId, "stems"));
  return offerSet(demo.recording, { songId, kind: "stems", words, acknowledgements: meant(findings) });
}

export async function handOverSet(demo: Demo, songId: string, words: string) {
  await bringSet(demo, songId);
  const { handOffId } = await offerStems(demo, songId, words);
  await acceptHandOff(demo.mixing, { handOffId });
}

type Sending = {
  stage: "mixing" | "mastering";
  songId: string;
  file: string;
  name: string;
  changeNote: string;
  offsetSamples?: number;
  answers?: Answer[];
};

export async function send(demo: Demo, { stage, songId, file, name, ...words }: Sending) {
  const by = demo[stage];
  const { id: fileId, sha256 } = await bringFile(
    by,
    songId,
    stage === "mixing" ? "mix_print" : "master",
    file,
    name,
  );
  const { revisionId } = await sendRevision(by, {
    workItemId: await workItemOf(songId, stage),
    fileId,
    ...words,
  });
  return { revisionId, sha256 };
}

export const signOff = (demo: Demo, { revisionId, sha256 }: { revisionId: string; sha256: string }) =>
  giveSignOff(demo.client, { revisionId, sha256, newestSeenId: revisionId });

export async function handOverMix(demo: Demo, songId: string, revisionId: string, words: string) {
  const { fileId } = await db.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: { fileId: true },
  });
  const findings = await premasterFindings(db, fileId);
  const { handOffId } = await offerPremaster(demo.mixing, {
    songId,
    revisionId,
    words,
    acknowledgements: meant(findings),
  });
  await acceptHandOff(demo.mastering, { handOffId });
}

export async function workItemOf(songId: string, stage: Stage) {
  return (
    await db.workItem.findUniqueOrThrow({ where: { songId_stage: { songId, stage } }, select: { id: true } })
  ).id;
}

const meant = (findings: Finding[]) =>
  findings
    .filter((f) => !f.advice)
    .map(({ code, fileId }) => ({ code, fileId, reason: "Meant so: it plays in the last chorus only." }));
