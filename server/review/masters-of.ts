import { grantsOf } from "../access/permissions.ts";
import type { Participant } from "../generated/prisma/client.ts";

type Taking = Pick<Participant, "userId" | "part" | "powers">;

/** Who may send mix-revision requests, by their parts in the project. */
export const mastersOf = (participants: readonly Taking[]) =>
  participants
    .filter(({ part, powers }) => grantsOf([part], powers).has("request.send"))
    .map(({ userId }) => userId);
