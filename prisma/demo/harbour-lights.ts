import { returnHandOff } from "../../server/handoffs/return-hand-off.ts";
import { addNote } from "../../server/review/add-note.ts";
import { sendRound } from "../../server/review/send-round.ts";
import { setDueDate } from "../../server/work/set-due-date.ts";
import { startWork } from "../../server/work/start-work.ts";
import { bringText } from "./bring-file.ts";
import { dayIn, itIs } from "./clock.ts";
import { bringSet, handOverSet, offerStems, sampleAt, send, workItemOf } from "./steps.ts";
import { type Demo, makeRelease } from "./studio.ts";

/** An EP whose three songs stand in three places. */
export async function harbourLights(demo: Demo) {
  itIs(16, "11:15");
  const { songs } = await makeRelease(demo, {
    title: "Harbour Lights",
    artistName: "Sami Oren",
    kind: "ep",
    stages: ["recording", "mixing", "mastering", "delivery"],
    songs: ["Harbour Lights", "Low Tide", "Breakwater"],
    brief:
      "Three songs from one night at the harbour. Close, dark, never pretty. Vinyl is planned: mind the low end.",
    dueOn: dayIn(24),
    references: [{ title: "Final Step", why: "How near the drums stand." }],
  });
  const [lights, tide, water] = songs.map((s) => s.id) as [string, string, string];

  itIs(13, "15:30");
  await handOverSet(demo, lights, "Complete; the rough mix is Sami's own.");
  itIs(9, "19:02");
  const mix1 = await send(demo, {
    stage: "mixing",
    songId: lights,
    file: "mix 1.flac",
    name: "Harbour Lights - Mix 1.flac",
    changeNote: "First pass, all in.",
  });
  itIs(8, "12:10");
  const drums = await addNote(demo.client, {
    revisionId: mix1.revisionId,
    kind: "request",
    words: "Drums closer, as on the reference.",
    startSample: sampleAt(4.8),
  });
  const ending = await addNote(demo.artist, {
    revisionId: mix1.revisionId,
    kind: "request",
    words: "Too much tail here.",
    startSample: sampleAt(12),
    endSample: sampleAt(15.5),
  });
  await sendRound(demo.client, { revisionId: mix1.revisionId });
  itIs(1, "18:40");
  await send(demo, {
    stage: "mixing",
    songId: lights,
    file: "mix 2.flac",
    name: "Harbour Lights - Mix 2.flac",
    changeNote: "Drums closer, and the first beat comes 0.75 s earlier.",
    offsetSamples: 36_000,
    answers: [
      { noteId: drums.noteId, outcome: "answered", words: "Rooms down 4 dB, close mics up 1" },
      {
        noteId: ending.noteId,
        outcome: "declined",
        words: "It is the room mic; shorter it clicks. Listen once more?",
      },
    ],
  });

  itIs(4, "14:00");
  await bringSet(demo, tide);
  const first = await offerStems(demo, tide, "Rough mix beside it.");
  itIs(3, "10:25");
  await returnHandOff(demo.mixing, {
    handOffId: first.handOffId,
    reasons:
      "The tempo map is missing, and two of the hat stems are hard to tell apart. Please add a note which is which.",
  });
  itIs(2, "16:50");
  await bringText(
    demo.recording,
    tide,
    "tempo and hats.txt",
    "140 bpm throughout.\n18 Hat-c: verses\n23 Hat_c: chorus\n",
  );
  await offerStems(demo, tide, "Tempo map added; 18 is the closed hat of the verses, 23 of the chorus.");

  itIs(1, "11:00");
  await startWork(demo.recording, { workItemId: await workItemOf(water, "recording") });
  await setDueDate(demo.manager, { workItemId: await workItemOf(water, "recording"), dueOn: dayIn(-1) });
}
