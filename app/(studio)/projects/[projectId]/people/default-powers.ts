import type { Part, Power } from "@/server/generated/prisma/client.ts";

/** What a part usually may, as the invitation proposes it; the server has the same, which a test compares. */
export const defaultPowers: Record<Part, Power[]> = {
  artist: ["comment", "sign_off_sound"],
  producer: ["comment", "sign_off_sound"],
  recording_engineer: ["comment"],
  mixing_engineer: ["comment"],
  mastering_engineer: ["comment"],
  client: ["comment", "sign_off_sound", "receive"],
};
