import type { Tx } from "../db.ts";

/** Up to which line a history rests on another secret, and nobody has vouched for it since; null where none does. */
export async function unprovenSince(tx: Tx, streamId: string): Promise<number | null> {
  const [found] = await tx.$queryRaw<{ number: number }[]>`
    select ("subject"->>'number')::int as number from "Event" e
    where "streamId" = ${streamId}::uuid and "kind" = 'history.unsealed' and "subject"->>'seal' = 'of another secret'
      and not exists (select 1 from "Event" s where s."streamId" = e."streamId" and s."kind" = 'history.sealed' and s."number" > e."number")
    order by 1 desc limit 1`;
  return found?.number ?? null;
}
