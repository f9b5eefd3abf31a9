import { sendRequest } from "../../server/requests/send-request.ts";
import { dayIn, itIs } from "./clock.ts";
import { handOverMix, handOverSet, sampleAt, send, signOff } from "./steps.ts";
import { type Demo, makeRelease } from "./studio.ts";

/** A single that mastering sent back: the mix is recalled while a blocking request is open. */
export async function paperBoats(demo: Demo) {
  itIs(18, "09:40");
  const { songs } = await makeRelease(demo, {
    title: "Paper Boats",
    artistName: "Maya Lind",
    kind: "single",
    stages: ["recording", "mixing", "mastering", "delivery"],
    songs: ["Paper Boats"],
    brief: "A lullaby that does not want anyone to sleep.",
    dueOn: dayIn(2),
    references: [],
  });
  const songId = songs[0]?.id ?? "";
  itIs(17, "17:20");
  await handOverSet(demo, songId, "Fourteen stems, all from bar 1.");
  itIs(7, "21:15");
  const mix1 = await send(demo, {
    stage: "mixing",
    songId,
    file: "mix 1.flac",
    name: "paper boats_mix1_2448.flac",
    changeNote: "Mix 1, quiet on purpose.",
  });
  itIs(6, "08:30");
  await signOff(demo, mix1);
  itIs(5, "09:10");
  await handOverMix(demo, songId, mix1.revisionId, "Take care of the breaths.");
  itIs(1, "15:30");
  await sendRequest(demo.mastering, {
    revisionId: mix1.revisionId,
    nature: "defect",
    words: "There is a click on the left at the bar line; it comes up with every decibel I add.",
    concerns: ["edits", "drums"],
    suggestion: "A 5 ms crossfade on the clap edit",
    blocking: true,
    startSample: sampleAt(6.86),
    endSample: sampleAt(7.1),
  });
}
