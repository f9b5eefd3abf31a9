import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { RenameMe } from "./schema.ts";

export async function renameMe(actor: Person, input: RenameMe) {
  const { name } = RenameMe.parse(input);
  await db.user.update({ where: { id: actor.userId }, data: { name } });
}
