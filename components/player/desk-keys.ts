/** What a key on the desk asks for. Sending and keeping a draft belong to the field that is typed in. */
export type DeskAct =
  | {
      act:
        | "playPause"
        | "back"
        | "forward"
        | "note"
        | "rangeStart"
        | "rangeEnd"
        | "reply"
        | "resolve"
        | "loop";
    }
  | { act: "previousNote" | "nextNote"; openOnly: boolean }
  | { act: "otherVersion" | "zoomIn" | "zoomOut" | "zoomFit" | "help" }
  | { act: "version"; number: number };

type Key = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** `letters` false leaves only keys that no speech input or switch presses by chance (WCAG 2.1.4). */
export function deskActFor(key: Key, letters: boolean): DeskAct | null {
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  return namedKeyAct(key) ?? (letters ? characterAct(key) : null);
}

function namedKeyAct({ key }: Key): DeskAct | null {
  switch (key) {
    case " ":
      return { act: "playPause" };
    case "ArrowLeft":
      return { act: "back" };
    case "ArrowRight":
      return { act: "forward" };
    default:
      return null;
  }
}

function characterAct({ key, shiftKey }: Key): DeskAct | null {
  if (/^[1-9]$/.test(key)) return { act: "version", number: Number(key) };
  switch (key.toLowerCase()) {
    case "k":
      return { act: "playPause" };
    case "j":
      return { act: "back" };
    case "l":
      return { act: shiftKey ? "loop" : "forward" };
    case "m":
      return { act: "note" };
    case "i":
      return { act: "rangeStart" };
    case "o":
      return { act: "rangeEnd" };
    case "r":
      return { act: "reply" };
    case "e":
      return { act: "resolve" };
    case "x":
      return { act: "otherVersion" };
    case "[":
    case "{":
      return { act: "previousNote", openOnly: shiftKey };
    case "]":
    case "}":
      return { act: "nextNote", openOnly: shiftKey };
    case "+":
    case "=":
      return { act: "zoomIn" };
    case "-":
      return { act: "zoomOut" };
    case "0":
      return { act: "zoomFit" };
    case "?":
      return { act: "help" };
    default:
      return null;
  }
}

/** The same list for people: what the help shows. */
export const deskKeyHelp: readonly { keys: readonly string[]; words: string; letter: boolean }[] = [
  { keys: ["Space"], words: "Play, pause", letter: false },
  { keys: ["←", "→"], words: "Back, forward 5 seconds", letter: false },
  { keys: ["K"], words: "Play, pause", letter: true },
  { keys: ["J", "L"], words: "Back, forward 5 seconds; L again: faster", letter: true },
  { keys: ["M"], words: "Note at the playhead, or on the range", letter: true },
  { keys: ["I", "O"], words: "Range starts here, ends here", letter: true },
  { keys: ["[", "]"], words: "Previous, next note; with Shift open ones only", letter: true },
  { keys: ["R", "E"], words: "Reply, resolve", letter: true },
  { keys: ["Shift L"], words: "Loop the range", letter: true },
  { keys: ["X"], words: "The other version, at the same place", letter: true },
  { keys: ["1", "9"], words: "Version 1 to 9", letter: true },
  { keys: ["+", "−", "0"], words: "Closer, further, the whole song", letter: true },
  { keys: ["?"], words: "This list", letter: true },
];
