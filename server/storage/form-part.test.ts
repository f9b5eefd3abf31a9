import { expect, test } from "vitest";
import { BodyMisfit, filePartOf } from "./form-part.ts";

const content = Buffer.from("any bytes, also \r\n--b and \r\n\r\n and --b-- in them\r\n--b");
const head = '--b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: audio/wav\r\n\r\n';
const form = (file: Uint8Array, end = "\r\n--b--\r\n") =>
  Buffer.concat([Buffer.from(head), file, Buffer.from(end)]);

async function* inPieces(body: Buffer, pieceBytes: number) {
  for (let at = 0; at < body.length; at += pieceBytes) yield body.subarray(at, at + pieceBytes);
}

async function partOf(
  body: Buffer,
  { pieceBytes = 1_000, sizeBytes = content.length, type = "multipart/form-data; boundary=b" } = {},
) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of filePartOf(inPieces(body, pieceBytes), type, sizeBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const misfitOf = (body: Buffer, options = {}) =>
  partOf(body, options).then(
    () => "fits",
    (error: unknown) => (error instanceof BodyMisfit ? error.misfit : error),
  );

test("the content comes out however the body is cut into pieces", async () => {
  const body = form(content);
  for (let pieceBytes = 1; pieceBytes <= body.length; pieceBytes++) {
    expect((await partOf(body, { pieceBytes })).equals(content)).toBe(true);
  }
});

test("an empty rest, and a quoted boundary, are read too", async () => {
  expect(await partOf(form(Buffer.alloc(0)), { sizeBytes: 0 })).toHaveLength(0);
  expect(await partOf(form(content), { type: 'multipart/form-data; boundary="b"' })).toEqual(content);
});

test("what ends early without the form's end is torn, wherever it is cut", async () => {
  const body = form(content);
  const upToEnding = body.length - "\r\n".length;
  for (let length = head.length; length < upToEnding; length++) {
    expect(await misfitOf(body.subarray(0, length), { pieceBytes: 7 }), `cut at ${length}`).toBe("torn");
  }
});

test("a form that is whole around a file of another size is short or long", async () => {
  expect(await misfitOf(form(content.subarray(0, 20)))).toBe("short");
  expect(await misfitOf(form(Buffer.alloc(0)))).toBe("short");
  expect(await misfitOf(form(Buffer.concat([content, Buffer.from("x")])))).toBe("long");
  expect(await misfitOf(form(Buffer.alloc(1_000_000)), { sizeBytes: 10 })).toBe("long");
});

test("what is no form, or a form of another boundary, is not read", async () => {
  expect(await misfitOf(content, { type: "audio/wav" })).toBe("no_form");
  expect(await misfitOf(form(content), { type: "multipart/form-data; boundary=c" })).toBe("no_form");
  expect(await misfitOf(Buffer.alloc(100_000, "x"))).toBe("no_form");
});
