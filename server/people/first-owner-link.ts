import { db } from "../db.ts";
import { newFirstOwnerLink } from "./new-first-owner-link.ts";

// Run by the launcher after the migrations: one line with the link, or nothing when there is an owner.
const link = await newFirstOwnerLink();
if (link) process.stdout.write(`${link}\n`);
await db.$disconnect();
