import type { Permission } from "./access/permissions.ts";
import type { Names } from "./event-words.ts";
import type { JobName } from "./queue.ts";

// What a noun says of each kind of event that it puts on record. It goes to the browser: types alone are imported.

/** What follows the name of who did it. `actorId`: for what people do to themselves. */
type Sentence<S> = (subject: S, names: Names, actorId: string | undefined) => string;

/**
 * What a reader must be granted, one of several where they are several. By the place where an event may stand in a
 * project and in the studio's own history; by the subject where its files decide.
 */
export type Reader<S> =
  | Permission
  | { inProject: Permission; inStudio: Permission }
  | ((subject: S) => Permission | readonly Permission[]);

/** Whom an event concerns, as its letter finds them. */
export type Audience =
  | "inviter"
  | "participant"
  | "deciders"
  | "closers"
  | "engineers"
  | "nextEngineers"
  | "running"
  | "answerer"
  | "talkers"
  | "signer"
  | "offerer"
  | "receivers";

export type Declared<S> = {
  sentence: Sentence<S>;
  /** Something was decided, sent or handed on; not what happens to files on the way, and what is said meanwhile. */
  decision: boolean;
  reader: Reader<S>;
  /** They are told by mail. */
  concerns?: readonly [Audience, ...Audience[]];
  /** Jobs that follow from it, besides the mails. */
  followers?: readonly Follower[];
};

export type Follower = Extract<JobName, "notifications.deliver" | "renders.follow">;

/** What open pages hear of, and no history keeps. */
export type Announced<S> = {
  reader: Reader<S>;
  /** How far something is on its way: the song's own pages show that, the board does not. */
  underWay: boolean;
};

/** Declares a kind of event about a subject. Subjects hold ids and codes; personal words stay in their own rows. */
export const about =
  <S extends object>() =>
  <const D extends Declared<S>>(declared: D): D & About<S> =>
    declared;

export const announcing =
  <S extends object>() =>
  <const D extends Announced<S>>(declared: D): D & About<S> =>
    declared;

/** Only a type: what the subject of a kind holds. */
export type About<S> = { readonly subject?: S };
export type SubjectOf<D> = D extends About<infer S> ? S : never;
