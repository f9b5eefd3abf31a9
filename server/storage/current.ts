import { env } from "../env.ts";
import { diskStore } from "./disk.ts";
import type { Store } from "./store.ts";

/** The store of this installation. */
export const store: Store = diskStore(env.DATA_DIR);
