import { db } from "@/server/db.ts";

export const dynamic = "force-dynamic";

/** Healthy means that the database answers. */
export async function GET() {
  await db.$queryRaw`select 1`;
  return Response.json({ ok: true });
}
