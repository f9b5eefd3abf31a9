/** Both ends included, as HTTP counts. */
export type ByteRange = { start: number; end: number };

/** What a request asks of a content: RFC 9110, with one range; several ranges at once are answered with the whole. */
export type Asked =
  | { kind: "unchanged" }
  | { kind: "unsatisfiable" }
  | { kind: "whole" }
  | ({ kind: "part" } & ByteRange);

export function askedOf(
  method: string,
  headers: Headers,
  content: { etag: string; sizeBytes: number },
): Asked {
  if (matches(headers.get("if-none-match"), content.etag)) return { kind: "unchanged" };
  const ifRange = headers.get("if-range");
  // Contents carry no date, so a date in If-Range never agrees, and a weak tag must not.
  const rangeCounts = method === "GET" && (ifRange === null || ifRange.trim() === content.etag);
  return rangeCounts ? parseRange(headers.get("range"), content.sizeBytes) : { kind: "whole" };
}

export function parseRange(header: string | null, sizeBytes: number): Asked {
  const found = /^bytes=(\d*)-(\d*)$/i.exec(header?.replace(/\s/g, "") ?? "");
  const [, first = "", last = ""] = found ?? [];
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") return partOf(Math.max(0, sizeBytes - Number(last)), sizeBytes - 1);
  if (last !== "" && Number(last) < Number(first)) return { kind: "whole" };
  return partOf(Number(first), last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1));
}

const partOf = (start: number, end: number): Asked =>
  start > end ? { kind: "unsatisfiable" } : { kind: "part", start, end };

function matches(header: string | null, etag: string) {
  if (header === null) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
