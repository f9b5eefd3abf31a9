// `npm run seal -- ADDRESS`: the studio's owner with this address vouches for the histories as they stand.
import { db } from "./db.ts";
import { Refused } from "./errors.ts";
import { sealAnew } from "./history/seal-anew.ts";

try {
  process.stdout.write(`${await seal(process.argv[2])}\n`);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.words}\n`);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}

async function seal(email: string | undefined): Promise<string> {
  const owners = email
    ? await db.member.findMany({ where: { role: "owner", user: { email: email.toLowerCase() } } })
    : [];
  if (owners.length === 0)
    throw new Refused(
      "NOT_FOUND",
      "Say who vouches for the histories: `npm run seal -- ADDRESS`, with the e-mail address of an owner of the studio. Nothing was sealed.",
    );
  let count = 0;
  for (const { userId, studioId } of owners) count += await sealAnew({ kind: "person", userId }, studioId);
  return count === 0
    ? "Every history is sealed with the present secret already. Nothing was changed."
    : `${count} ${count === 1 ? "history was" : "histories were"} sealed anew, on record as yours.`;
}
