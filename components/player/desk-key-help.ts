/** The desk's keys for people: what the help shows. */
export const deskKeyHelp = (
  versions: "Mix" | "Master",
): readonly { keys: readonly string[]; words: string; letter: boolean }[] => [
  { keys: ["Space"], words: "Play, pause", letter: false },
  { keys: ["←", "→"], words: "Back, forward 5 seconds", letter: false },
  { keys: ["K"], words: "Play, pause", letter: true },
  { keys: ["J", "L"], words: "Back, forward 5 seconds; L again: faster", letter: true },
  { keys: ["M"], words: "Note at the playhead, or on the range", letter: true },
  { keys: ["I", "O"], words: "Range starts here, ends here", letter: true },
  { keys: ["[", "]"], words: "Previous, next note; with Shift open ones only", letter: true },
  { keys: ["R", "E"], words: "Reply, resolve", letter: true },
  { keys: ["Shift L"], words: "Loop the range", letter: true },
  { keys: ["X"], words: "Between the two versions heard last, at the same place", letter: true },
  { keys: ["1 – 9"], words: `${versions} 1 to 9`, letter: true },
  { keys: ["+", "−", "0"], words: "Closer, further, the whole song", letter: true },
  { keys: ["?"], words: "This list", letter: true },
];
