import { beforeEach, describe, expect, test } from "vitest";
import { actorKey, type Person } from "../access/actor.ts";
import { db, type Tx, transact } from "../db.ts";
import { setAsideFile } from "../files/set-aside-file.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { sendRequest } from "../requests/send-request.ts";
import { supplyMix } from "../review/supply-mix.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { recordApprovedElsewhere } from "../signoffs/record-approved-elsewhere.ts";
import { bringFile } from "../testing/bring-file.ts";
import {
  type MadeProject,
  makeFile,
  makeProject,
  makeRender,
  makeReport,
  makeRevision,
  type ReportFigures,
  stateOf,
  workItemOf,
} from "../testing/factories.ts";
import { acceptHandOff } from "./accept-hand-off.ts";
import { offerPremaster } from "./offer-premaster.ts";
import { offerSet } from "./offer-set.ts";
import { premasterPage, setPage, suppliedFindings } from "./queries.ts";
import { returnHandOff } from "./return-hand-off.ts";

let made: MadeProject;
let songId: string;
let recording: Person;
let mixing: Person;
let mastering: Person;
beforeEach(async () => {
  made = await makeProject();
  songId = made.song.id;
  recording = made.people.recording_engineer;
  mixing = made.people.mixing_engineer;
  mastering = made.people.mastering_engineer;
});

const track = (name: string, report: ReportFigures = {}) =>
  makeFile(made, { kind: "multitrack", name, report, by: recording });

async function makeTracks() {
  await makeFile(made, { kind: "rough_mix", by: recording });
  return [await track("Kick.wav"), await track("Snare.wav")];
}

const offerTracks = (by = recording) => offerSet(by, { songId, kind: "multitracks" });

const followLater = (tx: Tx) => enqueue(tx, "renders.follow", { songId }, `follow:${songId}`);

async function offered() {
  await makeTracks();
  return offerTracks();
}

const kinds = async () =>
  (
    await db.event.findMany({
      where: { streamId: made.projectId, kind: { startsWith: "handoff." } },
      orderBy: { number: "asc" },
    })
  ).map((e) => e.kind);

const done = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter((r) => r.status === "fulfilled").length;

describe("offering a set", () => {
  test("passes the files as they lie there, with the words, and puts recording in review", async () => {
    const tracks = await makeTracks();
    const aside = await track("Old kick.wav");
    await setAsideFile(recording, { fileId: aside.id });
    const { handOffId } = await offerSet(recording, { songId, kind: "multitracks", words: "From bar 1." });
    const handOff = await db.handOff.findUniqueOrThrow({
      where: { id: handOffId },
      include: { files: true, settlement: true },
    });
    expect(handOff).toMatchObject({ number: 1, settlement: null, kind: "multitracks", words: "From bar 1." });
    const passed = handOff.files.map((f) => f.fileId);
    expect(passed).toHaveLength(3);
    expect(passed).toEqual(expect.arrayContaining(tracks.map((t) => t.id)));
    expect(await stateOf(songId, "recording")).toBe("in_review");
    expect(await kinds()).toEqual(["handoff.offered"]);
  });

  test("is refused while a finding has no reason, and keeps the reason that passes it", async () => {
    await makeTracks();
    const quiet = await track("Pad.wav", { silent: true });
    await expect(offerTracks()).rejects.toThrow(/Pad\.wav is silent/);
    expect(await db.handOff.count({ where: { songId } })).toBe(0);
    expect(await stateOf(songId, "recording")).toBe("waiting");
    const { handOffId } = await offerSet(recording, {
      songId,
      kind: "multitracks",
      acknowledgements: [{ code: "silent", fileId: quiet.id, reason: "Kept for the tour version" }],
    });
    expect(await db.check.findMany({ where: { handOffId } })).toMatchObject([
      {
        code: "silent",
        fileId: quiet.id,
        reason: "Kept for the tour version",
        acknowledgedById: recording.userId,
      },
    ]);
  });

  test("keeps which report a check read, also after the file was measured again", async () => {
    await makeTracks();
    const pad = await track("Pad.wav", { silent: true });
    const acknowledgements = [{ code: "silent", fileId: pad.id, reason: "Kept for the tour version" }];
    const first = await offerSet(recording, { songId, kind: "multitracks", acknowledgements });
    await returnHandOff(mixing, { ...first, reasons: "Send it again, please." });
    await makeReport(made.studioId, pad.sha256, { clippedRuns: { count: 2, longestSamples: 5 } }, 2);
    const clipping = "Pad.wav has 2 clipped runs, the longest of 5 samples.";
    expect((await setPage(recording, songId)).findings.multitracks).toMatchObject([
      { code: "clipping", finding: clipping, reportVersion: 2 },
    ]);
    const second = await offerSet(recording, {
      songId,
      kind: "multitracks",
      acknowledgements: [{ code: "clipping", fileId: pad.id, reason: "Meant so" }],
    });
    const checksOf = ({ handOffId }: { handOffId: string }) => db.check.findMany({ where: { handOffId } });
    expect(await checksOf(first)).toMatchObject([{ code: "silent", reportVersion: 1 }]);
    expect(await checksOf(second)).toMatchObject([{ code: "clipping", reportVersion: 2 }]);
  });

  test("takes no reason for a set without files", async () => {
    await makeFile(made, { kind: "rough_mix" });
    await expect(
      offerSet(recording, {
        songId,
        kind: "multitracks",
        acknowledgements: [{ code: "empty_set", fileId: null, reason: "They come later" }],
      }),
    ).rejects.toThrow(/no multitracks/);
  });

  test("waits for what is still on its way", async () => {
    await makeTracks();
    await db.upload.create({
      data: {
        studioId: made.studioId,
        songId,
        kind: "multitrack",
        name: "Vocal.wav",
        sizeBytes: 5n,
        sha256: "0".repeat(64),
        broughtBy: actorKey(recording),
      },
    });
    await expect(offerTracks()).rejects.toThrow(/Vocal\.wav is still on its way/);
  });

  test("of stems needs the comparison with the newest rough mix", async () => {
    const kick = await makeFile(made, { kind: "stem", name: "Kick.wav" });
    await makeFile(made, { kind: "rough_mix", name: "Rough 1.wav" });
    const reference = await makeFile(made, { kind: "rough_mix", name: "Rough 2.wav" });
    const offer = () => offerSet(recording, { songId, kind: "stems" });
    await transact(followLater);
    await expect(offer()).rejects.toThrow(/still being compared/);
    const set = { kind: "reconciliation", stems: [kick.sha256], reference: reference.sha256 } as const;
    await makeRender(made.studioId, set, { result: { residualDb: -120 } });
    await offer();
    expect(await stateOf(songId, "recording")).toBe("in_review");
  });

  test("of stems that could not be compared asks for a reason, and is not held for ever", async () => {
    await makeFile(made, { kind: "stem", name: "Kick.wav" });
    await makeFile(made, { kind: "rough_mix", name: "Rough.wav" });
    await transact(followLater);
    await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts where key = ${`follow:${songId}`}`;
    await expect(offerSet(recording, { songId, kind: "stems" })).rejects.toThrow(/could not be compared/);
    const reason = { code: "sum", fileId: null, reason: "Heard them together" };
    await offerSet(recording, { songId, kind: "stems", acknowledgements: [reason] });
    expect(await stateOf(songId, "recording")).toBe("in_review");
  });

  test("twice at once is one hand-off", async () => {
    await makeTracks();
    const twice = await Promise.allSettled([offerTracks(), offerTracks(made.manager)]);
    expect(done(twice)).toBe(1);
    expect(await db.handOff.count({ where: { songId } })).toBe(1);
  });

  test("is recording's to do: others are refused, and to strangers and clients there is no set", async () => {
    await makeTracks();
    const abroad = await makeProject();
    await expect(offerTracks(mixing)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    for (const nobody of [made.people.client, mastering, abroad.owner, abroad.people.recording_engineer])
      await expect(offerTracks(nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db.handOff.count({ where: { songId } })).toBe(0);
  });

  test("needs a project that includes recording", async () => {
    made = await makeProject({ stages: ["mixing", "mastering"] });
    songId = made.song.id;
    await makeTracks();
    await expect(offerTracks(made.manager)).rejects.toThrow(/does not include recording/);
  });
});

describe("receiving a set", () => {
  test("accepting ends recording and begins mixing", async () => {
    const { handOffId } = await offered();
    await acceptHandOff(mixing, { handOffId });
    expect(await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } })).toMatchObject({
      outcome: "accepted",
      byId: mixing.userId,
    });
    expect([await stateOf(songId, "recording"), await stateOf(songId, "mixing")]).toEqual([
      "approved",
      "in_progress",
    ]);
    expect(await kinds()).toEqual(["handoff.offered", "handoff.accepted"]);
  });

  test("returning keeps the reasons and gives recording the set again", async () => {
    const { handOffId } = await offered();
    await returnHandOff(mixing, { handOffId, reasons: "The vocal is missing." });
    expect(await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } })).toMatchObject({
      outcome: "returned",
      reasons: "The vocal is missing.",
    });
    expect([await stateOf(songId, "recording"), await stateOf(songId, "mixing")]).toEqual([
      "in_progress",
      "waiting",
    ]);
    expect(await kinds()).toEqual(["handoff.offered", "handoff.returned"]);
  });

  test("returning says why", async () => {
    const { handOffId } = await offered();
    await expect(returnHandOff(mixing, { handOffId, reasons: "  " })).rejects.toThrow();
    expect(await stateOf(songId, "recording")).toBe("in_review");
  });

  test("two who accept at once accept once", async () => {
    const { handOffId } = await offered();
    const twice = await Promise.allSettled([
      acceptHandOff(mixing, { handOffId }),
      acceptHandOff(made.manager, { handOffId }),
    ]);
    expect(done(twice)).toBe(1);
    expect(await kinds()).toEqual(["handoff.offered", "handoff.accepted"]);
  });

  test("of accepting and returning at once one happens, whole", async () => {
    const { handOffId } = await offered();
    const race = await Promise.allSettled([
      acceptHandOff(mixing, { handOffId }),
      returnHandOff(made.manager, { handOffId, reasons: "The vocal is missing." }),
    ]);
    expect(done(race)).toBe(1);
    const { outcome: state } = await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } });
    expect(await stateOf(songId, "recording")).toBe(state === "accepted" ? "approved" : "in_progress");
    expect(await stateOf(songId, "mixing")).toBe(state === "accepted" ? "in_progress" : "waiting");
    expect(await kinds()).toEqual(["handoff.offered", `handoff.${state}`]);
  });

  test("a settled one is neither accepted nor returned again", async () => {
    const { handOffId } = await offered();
    await returnHandOff(mixing, { handOffId, reasons: "The vocal is missing." });
    const late = { code: "CONFLICT" };
    await expect(acceptHandOff(mixing, { handOffId })).rejects.toMatchObject(late);
    await expect(returnHandOff(mixing, { handOffId, reasons: "Once more" })).rejects.toMatchObject(late);
  });

  test("is mixing's to do: recording is refused, and to strangers and clients there is no set", async () => {
    const { handOffId } = await offered();
    const abroad = await makeProject();
    const acts = [
      (who: Person) => acceptHandOff(who, { handOffId }),
      (who: Person) => returnHandOff(who, { handOffId, reasons: "No reason" }),
    ];
    for (const act of acts) {
      await expect(act(recording)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      for (const nobody of [made.people.client, mastering, abroad.owner, abroad.people.mixing_engineer])
        await expect(act(nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(acceptHandOff(mixing, { handOffId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await stateOf(songId, "recording")).toBe("in_review");
  });
});

test("a wrong file of a returned set is set aside, and the next hand-off passes the right one", async () => {
  const [kick] = await makeTracks();
  const first = await offerTracks();
  const wrong = { fileId: kick?.id ?? "" };
  await expect(setAsideFile(recording, wrong)).rejects.toMatchObject({ code: "CONFLICT" });
  await returnHandOff(mixing, { handOffId: first.handOffId, reasons: "The kick is of another song." });
  await setAsideFile(recording, wrong);
  const right = await track("Kick 2.wav");
  const second = await offerTracks();
  const passedIn = async (handOffId: string) =>
    (await db.handOffFile.findMany({ where: { handOffId } })).map((f) => f.fileId);
  expect(await passedIn(second.handOffId)).toContain(right.id);
  expect(await passedIn(second.handOffId)).not.toContain(kick?.id);
  expect(await passedIn(first.handOffId)).toContain(kick?.id);
});

test("reopened recording hands off again while mixing goes on", async () => {
  const { handOffId } = await offered();
  await acceptHandOff(mixing, { handOffId });
  const { id: workItemId } = await workItemOf(songId, "recording");
  await reopenWork(made.manager, { workItemId, reason: "An overdub" });
  await track("Overdub.wav");
  const again = await offerTracks();
  await acceptHandOff(mixing, again);
  expect([await stateOf(songId, "recording"), await stateOf(songId, "mixing")]).toEqual([
    "approved",
    "in_progress",
  ]);
  expect(await db.handOff.count({ where: { songId, settlement: { outcome: "accepted" } } })).toBe(2);
});

describe("a premaster", () => {
  async function signedOff() {
    const mix = await makeRevision(made);
    await giveSignOff(made.people.client, {
      revisionId: mix.revisionId,
      sha256: mix.file.sha256,
      newestSeenId: mix.revisionId,
    });
    return mix;
  }
  const offer = (revisionId: string, by = mixing) => offerPremaster(by, { songId, revisionId });

  test("is the signed-off mix, and accepting it begins mastering", async () => {
    const mix = await signedOff();
    const { handOffId } = await offer(mix.revisionId);
    expect(await db.handOffFile.findMany({ where: { handOffId } })).toMatchObject([{ fileId: mix.file.id }]);
    await acceptHandOff(mastering, { handOffId });
    expect([await stateOf(songId, "mixing"), await stateOf(songId, "mastering")]).toEqual([
      "approved",
      "in_progress",
    ]);
  });

  test("is refused without a sign-off, with a blocking request, and of another song", async () => {
    const mix = await makeRevision(made);
    await expect(offer(mix.revisionId)).rejects.toThrow(/signed-off/);
    const other = await makeProject();
    const foreign = await makeRevision(other);
    await expect(offer(foreign.revisionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await giveSignOff(made.people.client, {
      revisionId: mix.revisionId,
      sha256: mix.file.sha256,
      newestSeenId: mix.revisionId,
    });
    await sendRequest(mastering, {
      revisionId: mix.revisionId,
      nature: "defect",
      words: "A click at the start",
      blocking: true,
    });
    await expect(offer(mix.revisionId)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.handOff.count({ where: { songId } })).toBe(0);
  });

  test("offered twice at once is one hand-off", async () => {
    const mix = await signedOff();
    const twice = await Promise.allSettled([offer(mix.revisionId), offer(mix.revisionId, made.manager)]);
    expect(done(twice)).toBe(1);
    expect(await db.handOff.count({ where: { songId } })).toBe(1);
  });

  test("that was returned leaves mixing approved and may be offered again", async () => {
    const mix = await signedOff();
    const { handOffId } = await offer(mix.revisionId);
    await returnHandOff(mastering, { handOffId, reasons: "Please print without the limiter." });
    expect(await stateOf(songId, "mastering")).toBe("waiting");
    expect(await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } })).toMatchObject({
      outcome: "returned",
    });
    expect((await offer(mix.revisionId)).handOffId).not.toBe(handOffId);
  });

  test("is mixing's to offer and mastering's to receive", async () => {
    const mix = await signedOff();
    for (const nobody of [recording, mastering, made.people.client])
      await expect(offer(mix.revisionId, nobody)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const { handOffId } = await offer(mix.revisionId);
    for (const act of [acceptHandOff, returnHandOff]) {
      const input = { handOffId, reasons: "No reason" };
      for (const nobody of [recording, mixing, made.people.client, made.people.artist])
        await expect(act(nobody, input)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      const abroad = await makeProject();
      for (const nobody of [abroad.owner, abroad.people.mastering_engineer])
        await expect(act(nobody, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await stateOf(songId, "mastering")).toBe("waiting");
  });

  test("of accepting and returning at once one happens", async () => {
    const mix = await signedOff();
    const { handOffId } = await offer(mix.revisionId);
    const race = await Promise.allSettled([
      acceptHandOff(mastering, { handOffId }),
      returnHandOff(made.manager, { handOffId, reasons: "Please print without the limiter." }),
    ]);
    expect(done(race)).toBe(1);
    const { outcome: state } = await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } });
    expect(await stateOf(songId, "mastering")).toBe(state === "accepted" ? "in_progress" : "waiting");
  });
});

describe("the track sheet", () => {
  const bring = (name: string, text: string | Buffer) =>
    bringFile(recording, { songId, kind: "document", name, bytes: Buffer.from(text as string) });
  const found = async () => (await setPage(recording, songId)).findings.multitracks.map((f) => f.finding);

  test("is the newest document that is named for it and can be read, and the set is compared with it", async () => {
    await makeTracks();
    await bring("Track sheet.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
    expect(await found()).toEqual([
      "Track sheet.pdf is not compared with the set: save it as CSV or plain text, too, and bring that.",
    ]);
    await bring("Track list.tsv", Buffer.from("File name\tMic\r\nKick\tD112\r\nCaf\xe9\tU87\r\n", "latin1"));
    expect((await setPage(recording, songId)).files.find((f) => f.name === "Track list.tsv")?.id).toBe(
      (await setPage(recording, songId)).sheetId,
    );
    expect(await found()).toEqual([
      "Café is on the track sheet (Track list.tsv) and not in the set.",
      "Snare.wav is in the set and not on the track sheet (Track list.tsv).",
    ]);
    await expect(offerTracks()).rejects.toThrow(/Café is on the track sheet/);
  });

  test.each([
    [
      "Thanks for the session\nSee you soon\n",
      "it has no column of names, and no lines that name audio files.",
    ],
    [Array.from({ length: 401 }, (_, i) => `Take ${i}.wav\n`).join(""), "it names more than 400 tracks."],
    ["Kick.wav\n".repeat(8000), "it is larger than 64 kB. Bring one that holds the names alone."],
  ])("that cannot be read says why, and holds nothing up: %#", async (text, why) => {
    await makeTracks();
    await bring("track sheet.txt", text);
    expect(await found()).toEqual([`track sheet.txt is not compared with the set: ${why}`]);
    await offerTracks();
    expect(await stateOf(songId, "recording")).toBe("in_review");
  });
});

test("the set's page shows files with figures and names, those set aside too, and every hand-off", async () => {
  await makeFile(made, { kind: "rough_mix", by: recording });
  const noon = 12 * 3600 * 192_000;
  const kick = await track("Kick.wav", { startSample: noon });
  await track("Snare.wav", { startSample: noon, frames: 48_000 });
  const aside = await track("Old kick.wav");
  await setAsideFile(recording, { fileId: aside.id });
  const { handOffId } = await offerTracks();
  const page = await setPage(mixing, songId);
  expect(page.files.map((f) => [f.name, f.kind, f.setAsideAt !== null, f.fixed])).toEqual([
    ["Kick.wav", "multitrack", false, true],
    ["Old kick.wav", "multitrack", true, false],
    ["Snare.wav", "multitrack", false, true],
    ["rough_mix.wav", "rough_mix", false, true],
  ]);
  expect(page.files.find((f) => f.id === kick.id)).toMatchObject({
    sizeBytes: 1000,
    report: { sampleRateHz: 48_000, startSample: noon, truePeakDbtp: -6, integratedLufs: -18 },
    mayTake: true,
  });
  expect(page.referenceId).toBe(page.files.find((f) => f.kind === "rough_mix")?.id);
  expect(page.handOffs.map((h) => [h.id, h.files.length, h.state])).toEqual([[handOffId, 3, "offered"]]);
  expect(page.people[recording.userId]).toBe("recording_engineer");
});

test("the set's page does not exist for artist, client, mastering and strangers", async () => {
  const abroad = await makeProject();
  for (const nobody of [made.people.client, made.people.artist, mastering, abroad.owner])
    await expect(setPage(nobody, songId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("a mix that the client supplies", () => {
  let client: Person;
  let fileId: string;
  beforeEach(async () => {
    made = await makeProject({ stages: ["mastering", "delivery"] });
    songId = made.song.id;
    client = made.people.client;
    const file = await makeFile(made, {
      kind: "premaster",
      name: "Mix.wav",
      by: client,
      report: { sampleRateHz: 44_100, truePeakDbtp: -0.2 },
    });
    fileId = file.id;
  });

  async function approved() {
    const { revisionId } = await supplyMix(client, { songId, fileId });
    await recordApprovedElsewhere(client, { revisionId, approvedBy: "The band" });
    return revisionId;
  }

  test("shows them what its checks find, before it is sent and after", async () => {
    const unmeasured = await makeFile(made, { kind: "premaster", by: client, report: null });
    expect(await suppliedFindings(client, unmeasured.id)).toMatchObject([
      { code: "not_measured", blocking: true },
    ]);
    const codes = async () => (await suppliedFindings(client, fileId)).map((f) => f.code);
    expect(await codes()).toEqual(["rate", "headroom"]);
    await approved();
    expect(await codes()).toEqual(["rate", "headroom"]);
    await expect(suppliedFindings(mixing, fileId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const inside = made.people.mixing_engineer;
    await expect(suppliedFindings(inside, fileId)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("goes to mastering with their reason on record by their name, and not without one", async () => {
    const revisionId = await approved();
    const offer = (reason?: string) =>
      offerPremaster(client, {
        songId,
        revisionId,
        acknowledgements: reason ? [{ code: "rate", fileId, reason }] : [],
      });
    await expect(offer()).rejects.toThrow(/runs at 44\.1 kHz/);
    await expect(offer("\u200b\u200b\u200b")).rejects.toThrow(/Say why it is meant/);
    expect(await db.handOff.count({ where: { songId } })).toBe(0);
    const twice = await Promise.allSettled([offer("We recorded at 44.1"), offer("We recorded at 44.1")]);
    expect(done(twice)).toBe(1);
    const [handOff] = (await premasterPage(made.people.mastering_engineer, songId)).handOffs;
    expect(handOff?.checks.find((c) => c.code === "rate")).toMatchObject({
      reason: "We recorded at 44.1",
      acknowledgedById: client.userId,
    });
    expect(handOff?.checks.find((c) => c.code === "headroom")).toMatchObject({
      advice: true,
      acknowledgedById: null,
    });
  });
});
