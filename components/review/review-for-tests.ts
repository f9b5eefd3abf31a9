import type { Note, Print, Review, Revision, SignOff } from "./review-types.ts";

/** A whole review to begin a test with; each test changes what it is about. */
export function review(change: Partial<Review> = {}): Review {
  return {
    me: { userId: "mix", roles: ["mixing_engineer"], grants: ["mix.upload", "mix.send", "note.add"] },
    studio: { id: "studio", name: "Foundry" },
    project: {
      id: "project",
      title: "Harbour Lights",
      artistName: "Maya Lind",
      stages: ["recording", "mixing", "mastering", "delivery"],
      sampleRateHz: 48_000,
      bitDepth: 24,
      brief: "",
      references: [],
    },
    song: { id: "song", title: "Harbour Lights" },
    workItems: [
      work("recording", "approved"),
      work("mixing", "in_progress"),
      work("mastering", "waiting"),
      work("delivery", "waiting"),
    ],
    underWay: null,
    turns: [],
    handOffs: [],
    people: { rec: "Rae Rec", mix: "Jo Mix", mas: "Ma Ster", maya: "Maya Lind" },
    participants: [
      { userId: "rec", part: "recording_engineer", powers: [] },
      { userId: "mix", part: "mixing_engineer", powers: [] },
      { userId: "mas", part: "mastering_engineer", powers: [] },
      { userId: "maya", part: "artist", powers: ["sign_off_sound", "receive"] },
    ],
    revisions: [],
    notes: [],
    roughMix: null,
    prints: [],
    ...change,
  };
}

type WorkItem = Review["workItems"][number];
export const work = (stage: WorkItem["stage"], state: WorkItem["state"]): WorkItem => ({
  id: stage,
  stage,
  state,
  heldReason: null,
});

export function print(kind: Print["kind"], id: string = kind): Print {
  return {
    id,
    name: `${kind}.wav`,
    kind,
    sha256: "a".repeat(64),
    uploadedAt: new Date(0),
    broughtById: "mix",
    sizeBytes: 1000,
    mayTake: true,
    mayRenew: true,
    listening: { state: "ready", progress: 1, reason: null },
    report: null,
  };
}

/** Ten seconds long, and ready to be heard. */
export const measured = (kind: Print["kind"], id: string): Print => ({
  ...print(kind, id),
  report: {
    container: "wav",
    codec: "pcm_s24le",
    sampleRateHz: 48_000,
    bitDepth: 24,
    channels: 2,
    frames: 480_000,
    pcmSha256: "0".repeat(64),
    measured: {},
  },
});

export function revision(
  stage: "mixing" | "mastering",
  number: number,
  change: Partial<Revision> = {},
): Revision {
  return {
    id: `${stage} ${number}`,
    stage,
    number,
    label: `${stage === "mixing" ? "Mix" : "Master"} ${number}`,
    changeNote: "What changed",
    offsetSamples: 0,
    startsAtSeconds: 0,
    sentById: "mix",
    sentAt: new Date(number),
    file: print(stage === "mixing" ? "mix_print" : "master", `${stage} ${number} file`),
    takenAt: null,
    outgoingName: `Maya Lind - Harbour Lights (${stage === "mixing" ? "Mix" : "Master"} ${number}).wav`,
    rounds: 0,
    signOffs: [],
    ...change,
  };
}

export const signOff = (change: Partial<SignOff> = {}): SignOff => ({
  id: "signOff",
  byId: "maya",
  at: new Date(5),
  sha256: "a".repeat(64),
  pcmSha256: "b".repeat(64),
  elsewhereBy: null,
  ending: null,
  ...change,
});

export function note(id: string, change: Partial<Note> = {}): Note {
  return {
    id,
    revisionId: "mixing 1",
    number: 1,
    kind: "request",
    state: "open",
    words: "Snare too long",
    startSample: 0,
    endSample: null,
    authorId: "maya",
    closers: ["maya"],
    createdAt: new Date(0),
    round: null,
    request: null,
    closedById: null,
    holds: null,
    replies: [],
    answers: [],
    ...change,
  };
}

export const blocking = (id: string, change: Partial<Note> = {}) =>
  note(id, {
    kind: "mix_revision_request",
    authorId: "mas",
    closers: ["mas"],
    request: { nature: "defect", concerns: ["low end"], suggestion: "", blocking: true },
    ...change,
  });

export const offered = (
  toStage: "mixing" | "mastering",
  revisionId: string | null = null,
): Review["handOffs"][number] => ({
  id: "handOff",
  fromStage: toStage === "mixing" ? "recording" : "mixing",
  toStage,
  state: "offered",
  number: 1,
  revisionId,
  reasons: null,
});

/** A mix that was made elsewhere. */
export const suppliedRevision = (number: number, change: Partial<Revision> = {}) =>
  revision("mixing", number, { file: print("premaster", `supplied ${number}`), ...change });
