/** The header that this process itself writes on every request; what a client sends under this name is overwritten. */
export const clientAddressHeader = "x-client-address";

/** Every trusted proxy appends whom it saw; what stands left of those was written by the sender. */
export function clientAddress(
  forwardedFor: string | undefined,
  peer: string,
  trustedProxies: number,
): string {
  const seen = (forwardedFor ?? "")
    .split(",")
    .map((s) => s.trim())
    .filter(Boolean);
  const hops = [...seen, peer];
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? peer;
}
