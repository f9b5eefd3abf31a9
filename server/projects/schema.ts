import * as z from "zod";
import { Line, tooLong, Words } from "../words.ts";

const Stage = z.enum(["recording", "mixing", "mastering", "delivery"]);

const title = Line.min(1, "Give it a title.").max(120, tooLong);
const day = z.iso.date("A date such as 2027-01-31.");

const Spec = z.object({
  sampleRateHz: z.coerce.number().int().min(44_100).max(384_000),
  bitDepth: z.coerce
    .number()
    .int()
    .refine((b) => [16, 24, 32].includes(b), "16, 24 or 32 bits."),
  fileNamePattern: Line.min(1)
    .max(120, tooLong)
    .regex(/\{song\}/, "The pattern needs {song} in it."),
});

/** Made by a form once, for what it makes: sending it again finds that. */
const ownId = z.uuidv7().optional();

export const CreateProject = Spec.extend({
  studioId: z.uuid(),
  projectId: ownId,
  title,
  artistName: title,
  kind: z.enum(["single", "ep", "album"]),
  stages: z
    .array(Stage)
    .min(1, "A project needs at least one stage.")
    .refine((s) => new Set(s).size === s.length, "Each stage once.")
    .refine(
      (s) => !s.includes("delivery") || s.includes("mastering"),
      "Delivery follows mastering: include it, or leave delivery out.",
    ),
  songs: z.array(title).min(1, "A project needs at least one song.").max(60),
  brief: Words.max(10_000, tooLong).default(""),
  dueOn: day.nullable().default(null),
});
export type CreateProject = z.input<typeof CreateProject>;

export const ChangeProject = Spec.partial().extend({
  projectId: z.uuid(),
  title: title.optional(),
  artistName: title.optional(),
  brief: Words.max(10_000, tooLong).optional(),
  dueOn: day.nullable().optional(),
});
export type ChangeProject = z.input<typeof ChangeProject>;

export const AddSong = z.object({ projectId: z.uuid(), songId: ownId, title });
export type AddSong = z.infer<typeof AddSong>;

export const RenameSong = z.object({ songId: z.uuid(), title });
export type RenameSong = z.infer<typeof RenameSong>;

export const AddReference = z.object({
  projectId: z.uuid(),
  referenceId: ownId,
  title,
  url: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  why: Words.max(1_000, tooLong).default(""),
});
export type AddReference = z.input<typeof AddReference>;

export const RemoveReference = z.object({ projectId: z.uuid(), referenceId: z.uuid() });
export type RemoveReference = z.infer<typeof RemoveReference>;
