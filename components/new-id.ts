/**
 * Made once per form, so that sending it again finds what it made. UUIDv7 as the server's own, so that rows sort by time;
 * `crypto.randomUUID` is there on encrypted pages only, and a studio's own network may do without.
 */
export function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(b.buffer);
  const atMs = Date.now();
  view.setUint32(0, Math.floor(atMs / 0x1_0000));
  view.setUint16(4, atMs % 0x1_0000);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const h = Array.from(b, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
