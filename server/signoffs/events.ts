import { about } from "../event-shape.ts";
import { because, type Names, revisionWords } from "../event-words.ts";

type Given = { signOffId: string; revisionId: string; sha256: string; pcmSha256: string };

export const signoffsEvents = {
  "signoff.given": about<Given>()({
    sentence: ({ signOffId, revisionId }, n) => {
      const elsewhereBy = n.signOffs[signOffId]?.elsewhereBy;
      return elsewhereBy
        ? `put on record that ${elsewhereBy} approved ${revisionWords(revisionId, n)} elsewhere`
        : `signed off ${revisionWords(revisionId, n)}`;
    },
    decision: true,
    reader: "revision.hear",
    concerns: ["engineers", "nextEngineers", "running"],
  }),
  "signoff.withdrawn": about<{ signOffId: string }>()({
    sentence: ({ signOffId }, n) => `withdrew the sign-off of ${signedWords(signOffId, n)}`,
    decision: true,
    reader: "revision.hear",
    concerns: ["engineers", "nextEngineers", "signer", "running"],
  }),
  "signoff.superseded": about<{ signOffId: string; why: string }>()({
    sentence: ({ signOffId, why }, n) =>
      `superseded the sign-off of ${signedWords(signOffId, n)}${because(why)}`,
    decision: true,
    reader: "revision.hear",
    concerns: ["engineers", "nextEngineers", "signer", "running"],
  }),
};

const signedWords = (signOffId: string, n: Names) => revisionWords(n.signOffs[signOffId]?.revisionId, n);
