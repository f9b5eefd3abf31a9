import * as z from "zod";

export const FileKind = z.enum([
  "multitrack",
  "stem",
  "rough_mix",
  "document",
  "mix_print",
  "premaster",
  "master",
]);
export type FileKind = z.infer<typeof FileKind>;

export const Incoming = z.object({
  name: z.string().max(1_000),
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Incoming = z.infer<typeof Incoming>;

/** Where a file is to live. */
export const FileHomeAddress = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("song"), songId: z.uuid() }),
  z.object({ kind: z.literal("lead"), leadId: z.uuid() }),
  z.object({ kind: z.literal("studio"), studioId: z.uuid() }),
]);
export type FileHomeAddress = z.infer<typeof FileHomeAddress>;

export const StartUpload = z.object({
  home: FileHomeAddress,
  kind: FileKind,
  files: z.array(Incoming).min(1).max(200),
});
export type StartUpload = z.infer<typeof StartUpload>;

export const AbandonUpload = z.object({ uploadId: z.uuid() });
export type AbandonUpload = z.infer<typeof AbandonUpload>;

export const SetAsideFile = z.object({ fileId: z.uuid() });
export type SetAsideFile = z.infer<typeof SetAsideFile>;

export const RestoreFile = z.object({ fileId: z.uuid() });
export type RestoreFile = z.infer<typeof RestoreFile>;

/** What audio of a set may be taken for. A document is none, and a print is sent as what it is. */
export const SetAudioKind = FileKind.extract(["multitrack", "stem", "rough_mix"]);
export type SetAudioKind = z.infer<typeof SetAudioKind>;

export const ChangeKind = z
  .object({ fileId: z.uuid(), from: SetAudioKind, to: SetAudioKind })
  .refine(({ from, to }) => from !== to, "That is what the file is taken for already.");
export type ChangeKind = z.infer<typeof ChangeKind>;

export const InHome = z.object({ home: FileHomeAddress });
