import { Refused } from "../errors.ts";
import {
  type Act,
  type Asked,
  isGranted,
  mayHave,
  type Reader,
  standingOf,
  type Withheld,
  withheld,
} from "./rules.ts";

/** For a file that is seen: 403 with the reason, where it may not be heard or taken. */
export function demandToHave(act: Act, file: Asked, reader: Reader) {
  const standing = standingOf(file);
  if (mayHave(act, standing, reader)) return;
  const why = isGranted(act, standing, reader.grants) ? withheld(standing, reader) : null;
  throw new Refused("NOT_ALLOWED", why ? keptBack[why] : notPartOfIt);
}

const notPartOfIt =
  "You can listen to this, but your part in the project does not include taking the file. Ask the studio to change your part.";

const keptBack: Record<Withheld, string> = {
  not_signed_off: "The master can be downloaded once it is signed off. Until then you can listen to it.",
};
