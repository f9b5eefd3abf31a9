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
