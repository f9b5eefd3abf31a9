import type { Permission } from "./access/permissions.ts";
import { deliveryEvents } from "./delivery/events.ts";
import type { Announced, Declared, Reader, SubjectOf } from "./event-shape.ts";
import { filesAnnouncements, filesEvents } from "./files/events.ts";
import { handoffsEvents } from "./handoffs/events.ts";
import { historyEvents } from "./history/events.ts";
import { peopleEvents } from "./people/events.ts";
import { projectsEvents } from "./projects/events.ts";
import { rendersAnnouncements, rendersEvents } from "./renders/events.ts";
import { requestsEvents } from "./requests/events.ts";
import { reviewEvents } from "./review/events.ts";
import { signoffsEvents } from "./signoffs/events.ts";
import { workEvents } from "./work/events.ts";

/** Everything that can be on record, as its noun declares it. */
export const eventKinds = {
  ...peopleEvents,
  ...projectsEvents,
  ...workEvents,
  ...filesEvents,
  ...rendersEvents,
  ...reviewEvents,
  ...signoffsEvents,
  ...handoffsEvents,
  ...requestsEvents,
  ...deliveryEvents,
  ...historyEvents,
};
type Kinds = typeof eventKinds;
export type EventKind = keyof Kinds;
export type Subjects = { [K in EventKind]: SubjectOf<Kinds[K]> };

/** What open pages hear of besides, and no history keeps. */
export const announcements = { ...filesAnnouncements, ...rendersAnnouncements };
export type Announcement = keyof typeof announcements;
export type AnnouncedSubjects = { [A in Announcement]: SubjectOf<(typeof announcements)[A]> };

/** The kinds that somebody is told by mail, and whom each concerns. */
export type Mailed = { [K in EventKind]: Kinds[K] extends { concerns: unknown } ? K : never }[EventKind];
export type AudienceOf<K extends Mailed> = Kinds[K]["concerns"][number];

/** The kinds that their subject says who may read. */
export type ReadBySubject = {
  [K in EventKind]: Kinds[K]["reader"] extends (...args: never[]) => unknown ? K : never;
}[EventKind];

/** A kind that is none is of a newer portal than this. */
export const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind);
export const declaredOf = (kind: EventKind): Declared<never> => eventKinds[kind];
export const announcedOf = (kind: Announcement): Announced<never> => announcements[kind];
export const isUnderWay = (kind: EventKind | Announcement) =>
  !isEventKind(kind) && announcements[kind].underWay;
export const isMailed = (kind: string): kind is Mailed => isEventKind(kind) && "concerns" in eventKinds[kind];

type Place = "inProject" | "inStudio";
export const placeOf = ({ studioId, streamId }: { studioId: string; streamId: string }): Place =>
  streamId === studioId ? "inStudio" : "inProject";

/** One of these must be granted to who reads it. */
export function readersOf<S>(
  { reader }: { reader: Reader<S> },
  subject: S,
  place: Place,
): readonly Permission[] {
  if (typeof reader === "string") return [reader];
  if (typeof reader === "object") return [reader[place]];
  return [...new Set([reader(subject)].flat())];
}
