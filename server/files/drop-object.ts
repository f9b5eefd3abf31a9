import { transact } from "../db.ts";
import { store } from "../storage/current.ts";
import type { Address } from "../storage/store.ts";
import { lockObject } from "./lock-object.ts";

/** Removes content that nothing names: first its row, then its bytes, so that a crash in between leaves only an orphan. */
export async function dropObject(address: Address) {
  const { studioId, sha256 } = address;
  const dropped = await transact(async (tx) => {
    await lockObject(tx, address);
    return tx.$executeRaw`
      delete from "StoredObject" o where o."studioId" = ${studioId}::uuid and o."sha256" = ${sha256}
        and not exists (select 1 from "File" f where f."studioId" = o."studioId" and f."sha256" = o."sha256")
        and not exists (select 1 from "Upload" u where u."studioId" = o."studioId" and u."objectSha256" = o."sha256")
        and not exists (select 1 from "Report" r where r."studioId" = o."studioId" and r."sha256" = o."sha256")
        and not exists (select 1 from "Render" r where r."studioId" = o."studioId" and o."sha256" in (r."sourceSha256", r."sha256"))`;
  });
  if (dropped === 0) return;
  await transact(async (tx) => {
    await lockObject(tx, address);
    const again = await tx.storedObject.findUnique({
      where: { studioId_sha256: address },
      select: { sha256: true },
    });
    if (!again) await store.delete(address);
  });
}
