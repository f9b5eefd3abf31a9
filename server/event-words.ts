/** What the ids in events are called today, as far as their reader may know. */
export type Names = {
  people: Record<string, string>;
  songs: Record<string, string>;
  /** Supplied: made elsewhere, by no stage of this project. */
  revisions: Record<string, { stage: string; number: number; songId: string; supplied: boolean }>;
  files: Record<string, NamedFile>;
  uploads: Record<string, NamedFile>;
  participants: Record<string, { userId: string; part: string }>;
  invitations: Record<string, { name: string | null; part: string | null }>;
  notes: Record<string, { revisionId: string }>;
  signOffs: Record<string, { revisionId: string; elsewhereBy: string | null }>;
  handOffs: Record<string, { toStage: string; kind: string }>;
};
export type NamedFile = { name: string; byId: string | null };

export const personWords = (userId: string, n: Names) => n.people[userId] ?? "somebody";
export const songWords = (songId: string, n: Names) => n.songs[songId] ?? "a song";

export const printWords = (stage: string, number: number) =>
  `${stage === "mastering" ? "Master" : "Mix"} ${number}`;

export function revisionWords(revisionId: string | undefined, n: Names) {
  const found = revisionId ? n.revisions[revisionId] : undefined;
  return found ? `${printWords(found.stage, found.number)} of ${songWords(found.songId, n)}` : "a revision";
}

export const notedWords = (noteId: string, n: Names) => revisionWords(n.notes[noteId]?.revisionId, n);

/** `why` is a code, sometimes with an id behind it; some of them say more than the move does. */
const reasons: Record<string, string> = {
  request: "a mix-revision request",
  round: "a round of notes",
  returned: "the hand-off was returned",
  withdrawn: "the sign-off was withdrawn",
  "sign-off": "it was signed off",
  "hand-off": "the hand-off was accepted",
  reopened: "the studio reopened it",
};

export function because(why: string) {
  const reason = reasons[why.split(" ")[0] ?? ""];
  return reason ? `: ${reason}` : "";
}

export function listed(words: readonly string[]) {
  const [last, ...rest] = [...words].reverse();
  if (!last) return "something";
  return rest.length === 0 ? last : `${rest.reverse().join(", ")} and ${last}`;
}
