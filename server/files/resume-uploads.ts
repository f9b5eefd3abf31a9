import { transact } from "../db.ts";
import { enqueue, pendingAmong } from "../queue.ts";

/** Uploads that are to be checked and whose job ran out of tries get a new one. Those that were set aside wait for a person. */
export async function resumeUploads() {
  await transact(async (tx) => {
    const checking = await tx.upload.findMany({
      where: { state: "checking", reason: null },
      select: { id: true },
    });
    const keyOf = ({ id }: { id: string }) => `admit:${id}`;
    const pending = await pendingAmong(tx, checking.map(keyOf));
    for (const upload of checking.filter((u) => !pending.has(keyOf(u))))
      await enqueue(tx, "files.admit", { uploadId: upload.id }, keyOf(upload));
  });
}
