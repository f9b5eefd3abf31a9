/** Words as one file name that Windows, macOS and Linux all take. */
export function fileNameOf(words: string): string {
  const whole = words
    .normalize("NFC")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/[\\/:*?"<>|]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
  const shortened = shorten(withoutTail(whole), 240);
  if (/^\.*$/u.test(shortened)) return "Unnamed";
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu.test(shortened) ? `_${shortened}` : shortened;
}

/** By hand, because a pattern that looks for the end behind each of many dots takes the square of their number. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && ". ".includes(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** The same paths in the same order, each once, also where letters differ in case alone: "Kick.wav", "kick (2).wav". */
export function distinctPaths(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    let distinct = path;
    for (let n = 2; taken.has(distinct.toLowerCase()); n++) distinct = numbered(path, n);
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}

/** RFC 6266: a plain name for old readers, the true one for the others. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function numbered(path: string, n: number) {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") + 1
    ? `${path.slice(0, dot)} (${n})${path.slice(dot)}`
    : `${path} (${n})`;
}

/** File systems count bytes, and a cut must not go through a letter. */
function shorten(name: string, mostBytes: number): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const ending = /\.[^.]{1,12}$/u.exec(name)?.[0] ?? "";
  const stem = [...name.slice(0, name.length - ending.length)].slice(0, mostBytes);
  while (stem.length > 0 && Buffer.byteLength(stem.join("") + ending) > mostBytes) stem.pop();
  return stem.join("").trimEnd() + ending;
}
