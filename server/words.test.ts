import { expect, test } from "vitest";
import type { ZodObject } from "zod";
import { Acknowledgement, OfferSet, ReturnHandOff } from "./handoffs/schema.ts";
import { AcceptInvitation, InviteMember, InvitePerson, MakeFirstOwner, RenameMe } from "./people/schema.ts";
import { AddReference, AddSong, ChangeProject, RenameSong } from "./projects/schema.ts";
import { ReopenWork, SendBackAnswer, SendRequest, WithdrawSignOff } from "./requests/schema.ts";
import { AddNote, Answer, ReplyToNote, SendRevision, SupplyMix } from "./review/schema.ts";
import { RecordApprovedElsewhere } from "./signoffs/schema.ts";
import { Line, Words } from "./words.ts";
import { WithReason } from "./work/schema.ts";

test("what people write stays as they wrote it, without the space around it", () => {
  expect(Line.parse("  Låt två  ")).toBe("Låt två");
  expect(Words.parse("Louder here.\n\nAnd softer there.\n")).toBe("Louder here.\n\nAnd softer there.");
});

test("a letter has one form, however it was typed", () => {
  expect(Line.parse("Le\u0301a")).toBe("L\u00e9a");
});

test.each([
  ["Arabic", "\u0641\u064a\u0631\u0648\u0632"],
  ["Hebrew with its points", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd"],
  ["a Hebrew name with a mark that keeps its number in place", "\u05d0\u05dc\u05d1\u05d5\u05dd\u200f 2"],
  [
    "Persian, whose joins are told by a character without width",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
  ],
  ["a family, which is one sign by its joiners", "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}"],
  ["a heart that asks for its colour", "\u2764\ufe0f"],
])("stays right: %s", (_, name) => {
  expect(Line.parse(name)).toBe(name.normalize("NFC"));
  expect(Words.parse(name)).toBe(name.normalize("NFC"));
});

test("nothing written turns the sentence around it", () => {
  expect(Line.parse("Maya \u202egnp.exe\u202c")).toBe("Maya gnp.exe");
  expect(Words.parse("a\u202a\u202b\u202c\u202d\u202eb\u2066\u2067\u2068\u2069c")).toBe("abc");
});

test.each([
  ["spaces", " \u00a0\u3000\t\n"],
  ["characters without width", "\u200b\u200c\u200d\u2060\ufeff"],
  ["direction marks", "\u200e\u200f\u061c"],
  ["fillers and blanks", "\u115f\u3164\uffa0\u2800\u00ad\u034f"],
  ["nothing but an override", "\u202e"],
])("what cannot be seen counts as not written: %s", (_, typed) => {
  expect(Words.parse(typed)).toBe("");
  expect(Line.min(1, "Give it a title.").safeParse(typed).error?.issues[0]?.message).toBe("Give it a title.");
});

test("one line is one line", () => {
  expect(Line.parse("Night\r\nFerry\u2028by\0nobody")).toBe("Night Ferry by nobody");
});

test("lengths are of what is kept", () => {
  expect(Line.max(3).safeParse("  abc  ").success).toBe(true);
  expect(Line.min(3).safeParse("ab\u202e").success).toBe(false);
});

const fields: [string, string, ZodObject][] = [
  ["AcceptInvitation", "name", AcceptInvitation],
  ["Acknowledgement", "reason", Acknowledgement],
  ["AddNote", "words", AddNote],
  ["AddReference", "title", AddReference],
  ["AddReference", "why", AddReference],
  ["AddSong", "title", AddSong],
  ["Answer", "words", Answer],
  ["ChangeProject", "artistName", ChangeProject],
  ["ChangeProject", "brief", ChangeProject],
  ["ChangeProject", "fileNamePattern", ChangeProject],
  ["ChangeProject", "title", ChangeProject],
  ["InviteMember", "name", InviteMember],
  ["InvitePerson", "name", InvitePerson],
  ["MakeFirstOwner", "name", MakeFirstOwner],
  ["MakeFirstOwner", "studioName", MakeFirstOwner],
  ["OfferSet", "words", OfferSet],
  ["RecordApprovedElsewhere", "approvedBy", RecordApprovedElsewhere],
  ["RenameMe", "name", RenameMe],
  ["RenameSong", "title", RenameSong],
  ["ReopenWork", "reason", ReopenWork],
  ["ReplyToNote", "words", ReplyToNote],
  ["ReturnHandOff", "reasons", ReturnHandOff],
  ["SendBackAnswer", "words", SendBackAnswer],
  ["SendRequest", "suggestion", SendRequest],
  ["SendRequest", "words", SendRequest],
  ["SendRevision", "changeNote", SendRevision],
  ["SupplyMix", "changeNote", SupplyMix],
  ["WithReason", "reason", WithReason],
  ["WithdrawSignOff", "reason", WithdrawSignOff],
];

test.each(fields)("%s.%s takes its words like that", (_, key, schema) => {
  const field = schema.shape[key] as typeof Words;
  expect(field.safeParse("\u200b\u202e").data ?? "").toBe("");
  expect(field.parse(" {song} of\u202e Maya ")).toBe("{song} of Maya");
});

test.each(fields)("%s.%s says how much it takes and how much was written", (_, key, schema) => {
  const field = schema.shape[key] as typeof Words;
  const words = field.safeParse(`{song}${"a".repeat(19_994)}`).error?.issues[0]?.message;
  expect(words).toMatch(/^At most [\d,]+ characters; this has 20,000\. What you wrote is kept\.$/);
});
