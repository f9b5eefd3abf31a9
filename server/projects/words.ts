type Filling = { artist: string; project: string; song: string; revision: string };

/** What may stand in the pattern of outgoing names. */
export const patternWords = ["{artist}", "{project}", "{song}", "{revision}"] as const;

/** The pattern as it comes out for one song: "{artist} - {song} ({revision})" → "Sol - Harbour (Mix 2)". */
export const filledPattern = (pattern: string, filling: Filling) =>
  pattern.replace(/\{(artist|project|song|revision)\}/g, (_, word: keyof Filling) => filling[word]);
