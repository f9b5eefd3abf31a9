import { sendRequest } from "../../server/requests/send-request.ts";
import { addNote } from "../../server/review/add-note.ts";
import { replyToNote } from "../../server/review/reply-to-note.ts";
import { resolveNote } from "../../server/review/resolve-note.ts";
import { sendRound } from "../../server/review/send-round.ts";
import { dayIn, itIs } from "./clock.ts";
import { handOverMix, handOverSet, sampleAt, send, signOff } from "./steps.ts";
import { type Demo, makeRelease } from "./studio.ts";

/** A single, all the way to its first master in review. */
export async function finalStep(demo: Demo) {
  itIs(21, "10:05");
  const { songs } = await makeRelease(demo, {
    title: "Final Step",
    artistName: "Saber Rastikerdar",
    kind: "single",
    stages: ["recording", "mixing", "mastering", "delivery"],
    songs: ["Final Step"],
    brief:
      "The last step before the stage: tense, then free. It is heard in a car at night and on small speakers in the morning. Keep the hats alive, and never let the pad cover the lead.",
    dueOn: dayIn(9),
    references: [
      {
        title: "The rough mix",
        why: "The balance of pad and lead in the second half is exactly right there.",
      },
    ],
  });
  const songId = songs[0]?.id ?? "";

  itIs(19, "16:40");
  await handOverSet(
    demo,
    songId,
    "All stems at unity, from bar 1. The claps are printed with their room on purpose.",
  );

  itIs(15, "18:20");
  const mix1 = await send(demo, {
    stage: "mixing",
    songId,
    file: "mix 1.flac",
    name: "Final Step mix 1.flac",
    changeNote: "First mix. Lead forward, pad tucked under, low end kept mono below 100 Hz.",
  });
  itIs(14, "09:12");
  const ask = (words: string, startSample: number | null, endSample: number | null = null) =>
    addNote(demo.client, { revisionId: mix1.revisionId, kind: "request", words, startSample, endSample });
  const lead = await ask(
    "The lead disappears when the second pad comes in. A little more of it, please.",
    sampleAt(2.2),
    sampleAt(8.6),
  );
  const hats = await ask("The hats could be brighter, they carry the step.", sampleAt(11.4));
  const room = await ask("Could the claps be drier?", null);
  await addNote(demo.artist, {
    revisionId: mix1.revisionId,
    kind: "praise",
    words: "This drop. Keep it exactly so.",
    startSample: sampleAt(13.1),
    endSample: null,
  });
  await replyToNote(demo.mixing, {
    noteId: lead.noteId,
    words: "Yes, I hear it. I will ride it instead of turning it up.",
  });
  await sendRound(demo.client, { revisionId: mix1.revisionId });

  itIs(12, "20:31");
  const mix2 = await send(demo, {
    stage: "mixing",
    songId,
    file: "mix 2.flac",
    name: "Final Step mix 2.flac",
    changeNote:
      "Lead ridden through the pads, hats up by a good 4 dB, and the count-in is gone: everything comes 0.75 s earlier.",
    offsetSamples: 36_000,
    answers: [
      { noteId: lead.noteId, outcome: "answered", words: "2 dB, only where the pads play" },
      { noteId: hats.noteId, outcome: "answered", words: "Doubled, 3 dB under itself" },
      {
        noteId: room.noteId,
        outcome: "declined",
        words: "The room is on the recording; drier they sound like another song",
      },
    ],
  });
  itIs(11, "08:55");
  for (const note of [lead, hats, room]) await resolveNote(demo.client, note);
  await signOff(demo, mix2);

  itIs(10, "10:20");
  await handOverMix(demo, songId, mix2.revisionId, "As signed off. No limiter on the sum.");
  itIs(8, "13:45");
  await sendRequest(demo.mastering, {
    revisionId: mix2.revisionId,
    nature: "taste",
    words:
      "The doubled hats get sharp once the master is louder. For a next mix: 1 dB less would give me more room.",
    concerns: ["top end", "drums"],
    suggestion: "Hats -1 dB, or a soft shelf from 9 kHz",
    blocking: false,
    startSample: sampleAt(9.5),
    endSample: sampleAt(14),
  });
  itIs(3, "17:05");
  const master1 = await send(demo, {
    stage: "mastering",
    songId,
    file: "master 1.flac",
    name: "Final Step master 1.flac",
    changeNote: "First master: five decibels up, nothing pushed. The dynamics are the song's.",
  });
  itIs(2, "07:58");
  await addNote(demo.client, {
    revisionId: master1.revisionId,
    kind: "request",
    words: "The end stops abruptly on my phone. Can it breathe out?",
    startSample: sampleAt(15.4),
  });
}
