import { acceptHandOff } from "../../server/handoffs/accept-hand-off.ts";
import { offerPremaster } from "../../server/handoffs/offer-premaster.ts";
import { supplyMix } from "../../server/review/supply-mix.ts";
import { recordApprovedElsewhere } from "../../server/signoffs/record-approved-elsewhere.ts";
import { bringFile } from "./bring-file.ts";
import { dayIn, itIs } from "./clock.ts";
import { send, signOff } from "./steps.ts";
import { type Demo, makeRelease } from "./studio.ts";

/** Mastering alone: the mixes come from elsewhere, and one song is delivered. */
export async function nightFerry(demo: Demo) {
  itIs(30, "10:00");
  const { songs } = await makeRelease(demo, {
    title: "Night Ferry",
    artistName: "Sami Oren",
    kind: "single",
    stages: ["mastering", "delivery"],
    songs: ["Night Ferry", "Night Ferry (instrumental)"],
    brief: "Mastering alone. The mixes are done and approved by the band; only loudness and tone.",
    dueOn: dayIn(5),
    references: [],
  });
  const [main, instrumental] = songs.map((s) => s.id) as [string, string];

  const { revisionId } = await supply(demo, main, "mix 2.flac", "NightFerry_final_FINAL.flac");
  itIs(28, "12:30");
  const { handOffId } = await offerPremaster(demo.client, { songId: main, revisionId });
  await acceptHandOff(demo.mastering, { handOffId });
  itIs(26, "16:00");
  const master = await send(demo, {
    stage: "mastering",
    songId: main,
    file: "master 2.flac",
    name: "Night Ferry master.flac",
    changeNote: "Louder by 5.8 dB, with a short fade at the end.",
  });
  itIs(25, "19:20");
  await signOff(demo, master);

  itIs(6, "10:10");
  await supply(demo, instrumental, "mix 1.flac", "NightFerry_inst.flac");
}

async function supply(demo: Demo, songId: string, file: string, name: string) {
  const { id: fileId } = await bringFile(demo.client, songId, "premaster", file, name);
  const { revisionId } = await supplyMix(demo.client, {
    songId,
    fileId,
    changeNote: "As mixed, without the limiter.",
  });
  await recordApprovedElsewhere(demo.client, { revisionId, approvedBy: "Sami Oren and the band, by phone" });
  return { revisionId };
}
