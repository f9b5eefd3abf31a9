import { type Actor, personOf } from "../access/actor.ts";
import { db } from "../db.ts";
import { RenameMe } from "./schema.ts";

export async function renameMe(actor: Actor, input: RenameMe) {
  const { name } = RenameMe.parse(input);
  await db.user.update({ where: { id: personOf(actor).userId }, data: { name } });
}
