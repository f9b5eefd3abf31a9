/**
 * short and long: the form ended as it should, but its file is not of the size that was signed.
 * torn: the form has no end, so the connection was cut.
 */
export class BodyMisfit extends Error {
  constructor(readonly misfit: "short" | "long" | "torn" | "no_form") {
    super(`the body does not fit: ${misfit}`);
  }
}

const maxHeadBytes = 16_384;
const maxTailBytes = 4_096;

/** The one file of a multipart/form-data body. Its size is known, so the content is counted and never searched. */
export async function* filePartOf(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary || !contentType.toLowerCase().startsWith("multipart/form-data"))
    throw new BodyMisfit("no_form");
  const ending = Buffer.from(`\r\n--${boundary}--`);
  let head: Buffer | null = Buffer.alloc(0);
  let leftBytes = sizeBytes;
  let beyond: Buffer = Buffer.alloc(0);
  let last: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    let rest: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (head) {
      head = Buffer.concat([head, rest]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length <= maxHeadBytes) continue;
      if (end < 0 || !head.toString("latin1", 0, end).startsWith(`--${boundary}`))
        throw new BodyMisfit("no_form");
      rest = head.subarray(end + 4);
      head = null;
    }
    const content = rest.subarray(0, leftBytes);
    leftBytes -= content.length;
    if (content.length > 0) yield content;
    if (content.length < rest.length) beyond = Buffer.concat([beyond, rest.subarray(content.length)]);
    if (beyond.length > maxTailBytes) throw new BodyMisfit("long");
    if (leftBytes > 0) last = Buffer.concat([last, content.subarray(-maxTailBytes)]).subarray(-maxTailBytes);
  }
  if (leftBytes > 0) throw new BodyMisfit(last.includes(ending) ? "short" : "torn");
  if (beyond.subarray(0, ending.length).equals(ending)) return;
  throw new BodyMisfit(ending.subarray(0, beyond.length).equals(beyond) ? "torn" : "long");
}
