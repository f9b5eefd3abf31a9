import { db } from "./db.ts";

/** Healthy means that pages can be made: the process answers and reaches its database. */
export async function answerHealth() {
  try {
    await db.$queryRaw`select 1`;
    return Response.json({ healthy: true });
  } catch {
    return Response.json({ healthy: false, reason: "The database cannot be reached." }, { status: 503 });
  }
}
