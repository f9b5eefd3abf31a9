import { describe, expect, test } from "vitest";
import { allPermissions, grantsOf, type Permission } from "../access.ts";
import { type Act, mayWith, type Standing } from "./rules.ts";
import { FileKind } from "./schema.ts";

describe("who may have what of a file", () => {
  const nobody: ReadonlySet<Permission> = new Set();
  const can = (
    act: Act,
    file: Partial<Standing> & { kind: FileKind },
    role: Parameters<typeof grantsOf>[0][number],
  ) => mayWith(act, { sent: false, released: false, ...file }, grantsOf([role], []));

  test.each(FileKind.options)("without a grant nothing of a %s, with all of them everything", (kind) => {
    for (const act of ["see", "hear", "take"] as const) {
      for (const sent of [true, false]) {
        expect(mayWith(act, { kind, sent, released: true }, nobody)).toBe(false);
        expect(mayWith(act, { kind, sent, released: false }, new Set(allPermissions))).toBe(true);
      }
    }
  });

  test("a client hears what was sent, and neither sees sets nor takes originals", () => {
    expect(can("hear", { kind: "mix_print", sent: true }, "client")).toBe(true);
    expect(can("see", { kind: "mix_print", sent: false }, "client")).toBe(false);
    expect(can("hear", { kind: "rough_mix" }, "client")).toBe(true);
    expect(can("see", { kind: "stem" }, "client")).toBe(false);
    expect(can("take", { kind: "mix_print", sent: true }, "client")).toBe(false);
    expect(can("take", { kind: "rough_mix" }, "client")).toBe(false);
  });

  test("mastering takes the mix and does not see the stems; mixing takes the set and not the master", () => {
    expect(can("take", { kind: "premaster" }, "mastering_engineer")).toBe(true);
    expect(can("see", { kind: "stem" }, "mastering_engineer")).toBe(false);
    expect(can("take", { kind: "multitrack" }, "mixing_engineer")).toBe(true);
    expect(can("take", { kind: "master", sent: true, released: true }, "mixing_engineer")).toBe(false);
  });

  test("a receiver takes the master only once it is the signed-off one", () => {
    const receiver = grantsOf(["client"], ["receive"]);
    expect(mayWith("take", { kind: "master", sent: true, released: false }, receiver)).toBe(false);
    expect(mayWith("take", { kind: "master", sent: true, released: true }, receiver)).toBe(true);
    expect(mayWith("take", { kind: "master", sent: true, released: true }, grantsOf(["client"], []))).toBe(
      false,
    );
  });
});
