import { engineerOf, grantsOf, type Permission } from "../access/permissions.ts";
import type { FileKind, HandOffOutcome, Part, Power, Stage, WorkState } from "../generated/prisma/client.ts";
import { beginsByItself, standsAt } from "./rules.ts";

type Made = "mixing" | "mastering";

/** What decides whose turn it is in one song. */
export type SongState = {
  work: readonly { stage: Stage; state: WorkState; heldFrom: WorkState | null; heldReason: string | null }[];
  people: readonly { userId: string; part: Part; powers: readonly Power[] }[];
  /** Of each stage the newest at least, and every one whose sign-off stands. */
  revisions: readonly {
    id: string;
    stage: Stage;
    number: number;
    fileId: string;
    broughtAt: Date;
    /** Made elsewhere. */
    isSupplied: boolean;
    isSignedOff: boolean;
  }[];
  /** In the order in which they were offered. */
  handOffs: readonly {
    id: string;
    toStage: Stage;
    state: "offered" | HandOffOutcome;
    revisionId: string | null;
  }[];
  /** What mastering asked of mixing and nobody closed yet. */
  requests: readonly {
    noteId: string;
    blocking: boolean;
    /** By an answer that stands. */
    isAnswered: boolean;
    closers: readonly string[];
  }[];
  /** Brought and not sent. */
  prints: readonly { fileId: string; kind: FileKind; broughtAt: Date }[];
};

/** What a turn cannot be taken for yet. */
type Hold =
  | { by: "onHold"; reason: string | null }
  | { by: "request"; noteIds: readonly string[] }
  | { by: "stageBefore"; stage: Stage }
  /** Until a payment is here. Nothing closes a gate yet. */
  | { by: "gate" };

/** Whom a turn falls to: those named; where nobody is named, whoever may do it stands in. */
type Who = {
  as: Part | Power | "supplier" | "asker";
  userIds: readonly string[];
  needs: readonly Permission[];
};

/** A mix from elsewhere that lies here and is not with mastering. */
type MixHere = { fileId: string; revisionId: string | null; isApproved: boolean };

type Act =
  | { act: "handOffSet"; begins: boolean }
  | { act: "receiveSet"; handOffId: string }
  | {
      act: "sendRevision";
      begins: boolean;
      number: number;
      /** The newest print that lies here for it. */
      fileId: string | null;
      /** Blocking requests that the next one is to answer. */
      answers: readonly string[];
    }
  | { act: "decide"; revisionId: string }
  /** Of the newest: bring it, put it in its place, say who approved it, hand it off. */
  | { act: "supplyMix"; step: "bring" | "place" | "approve" | "handOff"; mixes: readonly MixHere[] }
  | { act: "handOffMix"; revisionId: string | null; isSupplied: boolean }
  | { act: "receiveMix"; handOffId: string; revisionId: string | null }
  | { act: "settle"; noteIds: readonly string[] }
  | { act: "takeMaster"; revisionId: string | null };

/** One thing to be done in a song, at the stage of who is to do it. */
export type Turn = Act & {
  stage: Stage;
  who: Who;
  hold: Hold | null;
  /** The song waits for it; else it may be done, and nobody waits. */
  isWaitedFor: boolean;
  isPossible: boolean;
};

/** Whose turn it is in a song, in the order of urgency: the one saying of it that every page and mail reads. */
export function turnsOf(song: SongState): Turn[] {
  return [
    ...settling(song),
    ...receiving(song),
    ...supplying(song),
    ...making(song, "mastering"),
    ...making(song, "mixing"),
    ...handingSetOff(song),
    ...handingMixOff(song),
    ...deciding(song),
    ...taking(song),
  ].map((turn) => onHold(song, turn));
}

/** Notes that the same people close are one turn. */
function settling({ requests }: SongState): Turn[] {
  const settled = requests.filter((r) => r.isAnswered);
  const key = (r: (typeof settled)[number]) => r.closers.join(" ");
  const firsts = settled.filter((r, at) => settled.findIndex((other) => key(other) === key(r)) === at);
  return firsts.map((first) => ({
    ...waited("mastering", { as: "asker", userIds: first.closers, needs: [] }),
    act: "settle",
    noteIds: settled.filter((r) => key(r) === key(first)).map((r) => r.noteId),
  }));
}

/** A set that comes again while mixing goes on (an overdub) is told where it came from. */
function receiving(song: SongState): Turn[] {
  const turns: Turn[] = [];
  const mix = offeredTo(song, "mastering");
  const set = offeredTo(song, "mixing");
  if (mix)
    turns.push({
      ...waited("mastering", engineersOf(song, "mastering", "premaster.receive")),
      ...{ act: "receiveMix", handOffId: mix.id, revisionId: mix.revisionId },
    });
  const mixing = workOf(song, "mixing")?.state;
  if (set)
    turns.push({
      ...waited(
        mixing === "waiting" || mixing === "approved" ? "mixing" : "recording",
        engineersOf(song, "mixing", "set.receive"),
      ),
      ...{ act: "receiveSet", handOffId: set.id },
    });
  return turns;
}

/** Where mixing is not part of the song, or was cancelled, mastering waits for a mix made elsewhere. */
function supplying(song: SongState): Turn[] {
  if (isAlive(song, "mixing") || stands(song, "mastering") !== "waiting") return [];
  const mixes = mixesHere(song);
  const step = stepOf(mixes);
  const approved = approvedMix(song);
  const isReady = approved !== undefined && !isHandedOff(song, approved);
  const turn: Turn = {
    ...waited("mastering", suppliersOf(song)),
    ...{ act: "supplyMix", step, mixes },
    isWaitedFor: !isReady && !offeredTo(song, "mastering"),
  };
  const blocking = openBlocking(song);
  return [blocking.length > 0 ? { ...turn, hold: heldBy(blocking) } : turn];
}

/** A mix made elsewhere was brought, and the newest was not handed off: one that mastering gave back does not count. */
function mixesHere(song: SongState): MixHere[] {
  const brought = song.prints
    .filter((p) => p.kind === "premaster")
    .map(({ fileId, broughtAt }) => ({ fileId, broughtAt, revisionId: null, isApproved: false }));
  const newest = newestOf(song, "mixing");
  const placed =
    newest?.isSupplied && !isHandedOff(song, newest)
      ? [{ ...newest, revisionId: newest.id, isApproved: newest.isSignedOff }]
      : [];
  return [...brought, ...placed]
    .toSorted((a, b) => b.broughtAt.getTime() - a.broughtAt.getTime())
    .map(({ fileId, revisionId, isApproved }) => ({ fileId, revisionId, isApproved }));
}

function stepOf(mixes: readonly MixHere[]) {
  if (mixes.length === 0) return "bring";
  if (mixes.some((m) => m.revisionId === null)) return "place";
  return mixes.some((m) => m.isApproved) ? "handOff" : "approve";
}

/**
 * Under way, or able to begin because nothing comes before it. In review the next print may come, but only an unanswered
 * blocking request waits for it.
 */
function making(song: SongState, stage: Made): Turn[] {
  const state = stands(song, stage);
  const begins = state === "waiting" && beginsByItself(stage, song.work);
  if (state !== "waiting" && state !== "in_progress" && state !== "in_review") return [];
  if (state === "waiting" && (stage === "mastering" || (offeredTo(song, "mixing") && !begins))) return [];
  const answers = stage === "mixing" ? unanswered(song).map((r) => r.noteId) : [];
  const kind = stage === "mixing" ? "mix_print" : "master";
  const print = newestFirst(song.prints.filter((p) => p.kind === kind))[0];
  const turn: Turn = {
    ...waited(stage, engineersOf(song, stage, ...sending[stage])),
    ...{ act: "sendRevision", begins, answers, fileId: print?.fileId ?? null },
    number: (newestOf(song, stage)?.number ?? 0) + 1,
    isWaitedFor: state !== "in_review" || answers.length > 0,
  };
  return [state === "waiting" && !begins ? heldByStage(turn, "recording") : turn];
}

const sending = { mixing: ["mix.upload", "mix.send"], mastering: ["master.upload", "master.send"] } as const;

function handingSetOff(song: SongState): Turn[] {
  const state = stands(song, "recording");
  if (state !== "waiting" && state !== "in_progress") return [];
  return [
    {
      ...waited("recording", engineersOf(song, "recording", "set.offer")),
      ...{ act: "handOffSet", begins: state === "waiting" },
    },
  ];
}

/** From mixing, or from who supplied it; of a supplied one that came back, another is waited for. */
function handingMixOff(song: SongState): Turn[] {
  if (stands(song, "mastering") !== "waiting" || offeredTo(song, "mastering")) return [];
  const mix = approvedMix(song);
  if (!mix && !isAlive(song, "mixing")) return [];
  const isSupplied = mix?.isSupplied ?? false;
  const turn: Turn = {
    ...waited("mastering", isSupplied ? suppliersOf(song) : engineersOf(song, "mixing", "mix.send")),
    ...{ act: "handOffMix", revisionId: mix?.id ?? null, isSupplied },
    isWaitedFor: !isSupplied || !isHandedOff(song, mix),
  };
  const blocking = openBlocking(song);
  if (blocking.length > 0) return [{ ...turn, hold: heldBy(blocking), isPossible: false }];
  const isMixing = isAlive(song, "mixing") && workOf(song, "mixing")?.state !== "approved";
  return [!mix || isMixing ? heldByStage(turn, "mixing") : turn];
}

/** A mix is held until it is answered, a master until it is closed. */
function deciding(song: SongState): Turn[] {
  return (["mixing", "mastering"] as const).flatMap((stage): Turn[] => {
    const revision = newestOf(song, stage);
    if (!revision || stands(song, stage) !== "in_review") return [];
    const holding = stage === "mixing" ? unanswered(song) : openBlocking(song);
    const turn: Turn = {
      ...waited(stage, holdersOf(song, "sign_off_sound", "signoff.give")),
      ...{ act: "decide", revisionId: revision.id },
    };
    return [holding.length > 0 ? { ...turn, hold: heldBy(holding), isPossible: false } : turn];
  });
}

/** A signed-off master is there to take, whether or not it was taken before. */
function taking(song: SongState): Turn[] {
  const master = ofStage(song, "mastering").findLast((r) => r.isSignedOff);
  const delivery = stands(song, "delivery");
  if (!master && delivery !== "waiting") return [];
  const turn: Turn = {
    ...waited(
      delivery && isAlive(song, "delivery") ? "delivery" : "mastering",
      holdersOf(song, "receive", "master.download"),
    ),
    ...{ act: "takeMaster", revisionId: master?.id ?? null },
    isWaitedFor: delivery === "in_progress",
  };
  return [master ? turn : heldByStage({ ...turn, isWaitedFor: true }, "mastering")];
}

/** Nobody is asked for anything until it is resumed; what is offered and what is finished may be taken all the same. */
function onHold(song: SongState, turn: Turn): Turn {
  const work = workOf(song, turn.stage);
  if (work?.state !== "on_hold" || turn.act === "settle") return turn;
  const stays = turn.act === "receiveMix" || turn.act === "receiveSet" || turn.act === "takeMaster";
  return {
    ...turn,
    hold: { by: "onHold", reason: work.heldReason },
    isPossible: stays && turn.isPossible,
  };
}

const waited = (stage: Stage, who: Who) => ({
  stage,
  who,
  hold: null,
  isWaitedFor: true,
  isPossible: true,
});

const heldBy = (requests: SongState["requests"]): Hold => ({
  by: "request",
  noteIds: requests.map((r) => r.noteId),
});

const heldByStage = (turn: Turn, stage: Stage): Turn => ({
  ...turn,
  hold: { by: "stageBefore", stage },
  isPossible: false,
});

const workOf = (song: SongState, stage: Stage) => song.work.find((w) => w.stage === stage);

/** Where it stands, or will once it is resumed. */
function stands(song: SongState, stage: Stage): WorkState | undefined {
  const work = workOf(song, stage);
  return work && standsAt(work);
}

const isAlive = (song: SongState, stage: Stage) =>
  song.work.some((w) => w.stage === stage && w.state !== "cancelled");

const offeredTo = ({ handOffs }: SongState, stage: Made) =>
  handOffs.find((h) => h.toStage === stage && h.state === "offered");

const openBlocking = ({ requests }: SongState) => requests.filter((r) => r.blocking);
const unanswered = (song: SongState) => openBlocking(song).filter((r) => !r.isAnswered);

type Standing = SongState["revisions"][number];

const ofStage = ({ revisions }: SongState, stage: Made) =>
  revisions.filter((r) => r.stage === stage).toSorted((a, b) => a.number - b.number);
const newestOf = (song: SongState, stage: Made) => ofStage(song, stage).at(-1);

/** The mix that mastering works from, or would: signed off here or approved elsewhere. */
const approvedMix = (song: SongState) => ofStage(song, "mixing").findLast((r) => r.isSignedOff);

const isHandedOff = ({ handOffs }: SongState, mix: Standing | undefined) =>
  mix !== undefined && handOffs.some((h) => h.revisionId === mix.id);

const newestFirst = <P extends { broughtAt: Date }>(prints: readonly P[]) =>
  prints.toSorted((a, b) => b.broughtAt.getTime() - a.broughtAt.getTime());

const idsOf = (people: SongState["people"]) => [...new Set(people.map((p) => p.userId))];

function engineersOf({ people }: SongState, stage: Exclude<Stage, "delivery">, ...needs: Permission[]): Who {
  const part = engineerOf[stage];
  return { as: part, userIds: idsOf(people.filter((p) => p.part === part)), needs };
}

const holdersOf = ({ people }: SongState, power: Power, ...needs: Permission[]): Who => ({
  as: power,
  userIds: idsOf(people.filter((p) => p.powers.includes(power))),
  needs,
});

const suppliersOf = ({ people }: SongState): Who => ({
  as: "supplier",
  userIds: idsOf(people.filter((p) => grantsOf([p.part], p.powers).has("premaster.upload"))),
  needs: ["premaster.upload"],
});
