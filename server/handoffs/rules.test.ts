import { describe, expect, test } from "vitest";
import {
  type Beside,
  checkPremaster,
  checkSet,
  type Finding,
  type Measured,
  namesOnSheet,
  referenceOf,
  unacknowledged,
} from "./rules.ts";

const spec = { sampleRateHz: 48_000, bitDepth: 24 };
const alone: Beside = { sum: null, sheet: null, arriving: [] };
const summed: Beside = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -120 } };

type Report = NonNullable<Measured["report"]>;
let made = 0;

function file(
  kind: Measured["kind"],
  name: string,
  report: Partial<Report> | null = {},
  rest: Partial<Measured> = {},
): Measured {
  made += 1;
  return {
    id: `file ${made}`,
    name,
    kind,
    sha256: `content ${made}`,
    uploadedAt: new Date(made * 1000),
    report: report && {
      sampleRateHz: 48_000,
      bitDepth: 24,
      channels: 2,
      frames: 480_000,
      startSample: null,
      integratedLufs: -18,
      truePeakDbtp: -6,
      samplePeakDbfs: -6.2,
      clippedRuns: { count: 0, longestSamples: 0 },
      silent: false,
      silenceHeadSamples: 0,
      ...report,
    },
    ...rest,
  };
}

const stem = (name: string, report?: Partial<Report> | null, rest?: Partial<Measured>) =>
  file("stem", name, report, rest);
const rough = () => file("rough_mix", "Rough.wav");
const brief = (findings: readonly Finding[]) => findings.map(({ code, finding }) => [code, finding]);

describe("a set", () => {
  test("that is whole, of one rate and length, and sums to its rough mix has no finding", () => {
    expect(checkSet("stems", [stem("Kick.wav"), stem("Snare.wav"), rough()], spec, summed)).toEqual([]);
    const tracks = [file("multitrack", "Kick.wav"), file("multitrack", "Snare.wav"), rough()];
    expect(checkSet("multitracks", tracks, spec, alone)).toEqual([]);
  });

  test("without files is no set, and no reason passes it", () => {
    const findings = checkSet("stems", [rough()], spec, alone);
    expect(brief(findings)).toEqual([["empty_set", "There are no stems in this set yet."]]);
    expect(unacknowledged(findings, [{ code: "empty_set", fileId: null }])).toEqual(findings);
  });

  test("of the other kind is no set of this kind", () => {
    const tracks = [file("multitrack", "Kick.wav"), file("multitrack", "Snare.wav"), rough()];
    expect(brief(checkSet("stems", tracks, spec, alone))).toEqual([
      ["empty_set", "There are no stems in this set yet. What lies here is 2 multitracks."],
    ]);
  });

  test("names each file of the other kind", () => {
    const stray = file("multitrack", "Vocal.wav");
    const findings = checkSet("stems", [stem("Kick.wav"), stray, rough()], spec, summed);
    expect(brief(findings)).toEqual([["kind", "Vocal.wav lies here as a multitrack, in a set of stems."]]);
    expect(findings[0]?.fileId).toBe(stray.id);
  });

  test("asks for a rough mix, and says which one counts when there are several", () => {
    expect(brief(checkSet("stems", [stem("Kick.wav")], spec, alone))).toEqual([
      ["no_rough_mix", "No rough mix lies beside the set."],
    ]);
    const older = rough();
    const newer = file("rough_mix", "Rough 2.wav");
    const findings = checkSet("stems", [stem("Kick.wav"), newer, older], spec, summed);
    expect(findings).toEqual([
      {
        code: "rough_mixes",
        fileId: newer.id,
        finding: "Rough 2.wav is the newest of 2 rough mixes: the set is compared with it.",
        advice: true,
      },
    ]);
    expect(referenceOf([older, newer])).toBe(newer);
    expect(unacknowledged(findings, [])).toEqual([]);
  });

  test("names what is still on its way, once each", () => {
    const beside = { ...summed, arriving: ["Pad.wav", "Pad.wav"] };
    expect(brief(checkSet("stems", [stem("Kick.wav"), rough()], spec, beside))).toEqual([
      ["arriving:Pad.wav", "Pad.wav is still on its way into the set."],
    ]);
  });

  test("names each file of another rate, and cannot be summed then", () => {
    const findings = checkSet(
      "stems",
      [stem("Kick.wav"), stem("Snare.wav", { sampleRateHz: 44_100, frames: 441_000 }), rough()],
      spec,
      alone,
    );
    expect(brief(findings)).toEqual([
      ["rate", "Snare.wav runs at 44.1 kHz; the project at 48 kHz."],
      ["sum", "The stems cannot be summed against the rough mix: they run at different rates."],
    ]);
  });

  test("names each file that is shorter than the longest, by the millisecond", () => {
    const findings = checkSet(
      "stems",
      [
        stem("Kick.wav"),
        stem("Tail.wav", { frames: 479_952 }),
        stem("Same.wav", { frames: 479_990 }),
        rough(),
      ],
      spec,
      summed,
    );
    expect(brief(findings)).toEqual([
      ["length", "Tail.wav is 9.999 s long, the longest 10.000 s: it may not start where the others do."],
    ]);
  });

  describe("whose files carry timestamps", () => {
    const bar1 = 3600 * 48_000;
    const checked = (...starts: (Partial<Report> | null)[]) => {
      const names = ["Bass.wav", "Kick.wav", "Vocal.wav"];
      const tracks = starts.map((report, i) => file("multitrack", names[i] ?? "Pad.wav", report));
      return brief(checkSet("multitracks", [...tracks, rough()], spec, alone));
    };
    const short = { frames: 240_000 };

    test("starts together when they agree, however long each is", () => {
      expect(checked({ startSample: bar1 }, { startSample: bar1, ...short })).toEqual([]);
    });

    test("names each that starts elsewhere than most do, with the difference", () => {
      const elsewhere = checked(
        { startSample: bar1 },
        { startSample: bar1 + 96_000, ...short },
        { startSample: bar1 },
      );
      expect(elsewhere).toEqual([["start", "Kick.wav starts 2.000 s after Bass.wav, by their timestamps."]]);
      const early = checked({ startSample: bar1 - 5 }, { startSample: bar1 }, { startSample: bar1 });
      expect(early).toEqual([["start", "Bass.wav starts 0.000104 s before Kick.wav, by their timestamps."]]);
    });

    test("compares times, not samples, where the rates differ", () => {
      const half = { sampleRateHz: 24_000, frames: 240_000, startSample: bar1 / 2 };
      expect(checked({ startSample: bar1 }, half).map(([code]) => code)).toEqual(["rate"]);
    });

    test("that are all zero is judged by equal length: who never sets the field writes that too", () => {
      expect(checked({ startSample: 0 }, { startSample: 0 })).toEqual([]);
      expect(checked({ startSample: 0 }, { startSample: 0, ...short }).map(([code]) => code)).toEqual([
        "length",
      ]);
    });

    test("of which one is zero starts there, as the others start where they say", () => {
      const zero = checked({ startSample: 0 }, { startSample: bar1 }, { startSample: bar1 });
      expect(zero).toEqual([["start", "Bass.wav starts 3600.000 s before Kick.wav, by their timestamps."]]);
    });

    test("in part only is judged by equal length, and waits for what is still being measured", () => {
      const part = checked({ startSample: bar1 }, { startSample: null, ...short });
      expect(part.map(([code]) => code)).toEqual(["length"]);
      expect(checked({ startSample: bar1 }, null).map(([code]) => code)).toEqual(["not_measured"]);
    });
  });

  test("names the second of two equal files", () => {
    const kick = stem("Kick.wav");
    const copy = stem("Kick copy.wav", {}, { sha256: kick.sha256 });
    expect(brief(checkSet("stems", [kick, copy, rough()], spec, summed))).toEqual([
      ["duplicate", "Kick copy.wav is the same file as Kick.wav."],
    ]);
  });

  test("names what is silent, clipped or still being measured", () => {
    const findings = checkSet(
      "multitracks",
      [
        file("multitrack", "Silent.wav", { silent: true }),
        file("multitrack", "Hot.wav", { clippedRuns: { count: 1, longestSamples: 4 } }),
        file("multitrack", "New.wav", null),
        rough(),
      ],
      spec,
      alone,
    );
    expect(brief(findings)).toEqual([
      ["silent", "Silent.wav is silent from start to end."],
      ["clipping", "Hot.wav has 1 clipped run, the longest of 4 samples."],
      ["not_measured", "New.wav is still being measured."],
    ]);
    expect(unacknowledged(findings, findings).map((f) => f.code)).toEqual(["not_measured"]);
  });

  test("names what the track sheet lists and nobody brought, whatever the file's ending", () => {
    const sheet = { fileId: "sheet", names: ["kick.wav", "Bass.wav"] };
    const findings = checkSet("stems", [stem("Kick.flac"), rough()], spec, { ...summed, sheet });
    expect(brief(findings)).toEqual([["missing:bass", "Bass.wav is on the track sheet and not in the set."]]);
  });

  test("of stems waits for its sum, and says how far it lies from the rough mix", () => {
    const files = [stem("Kick.wav"), rough()];
    const pending = checkSet("stems", files, spec, alone);
    expect(pending.map((f) => [f.code, f.blocking])).toEqual([["sum_pending", true]]);
    const failed = checkSet("stems", [stem("Kick.wav"), rough()], spec, { ...alone, sum: "failed" });
    expect(failed.map((f) => [f.code, f.blocking ?? false, f.advice])).toEqual([["sum", false, false]]);
    const off = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -12.34 } };
    expect(brief(checkSet("stems", files, spec, off))).toEqual([
      ["sum", "The stems at unity do not sum to Rough.wav: what is left lies 12.3 dB below it."],
    ]);
    const loud = { ...alone, sum: { referenceName: "Rough.wav", residualDb: 3 } };
    expect(checkSet("stems", files, spec, loud)[0]?.finding).toMatch(/lies 3\.0 dB above it\.$/);
    const justEnough = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -60 } };
    expect(checkSet("stems", files, spec, justEnough)).toEqual([]);
  });
});

describe("a premaster", () => {
  test("of the project's rate and depth with room above has no finding", () => {
    expect(checkPremaster(file("mix_print", "Mix.wav"), spec)).toEqual([]);
  });

  test("is measured first", () => {
    const findings = checkPremaster(file("mix_print", "Mix.wav", null), spec);
    expect(findings.map((f) => [f.code, f.blocking])).toEqual([["not_measured", true]]);
  });

  test("says what differs from the project, and gives headroom as advice", () => {
    const mono = { sampleRateHz: 44_100, bitDepth: 16, channels: 1, truePeakDbtp: -0.4 };
    const findings = checkPremaster(file("premaster", "Mix.wav", mono), spec);
    expect(brief(findings)).toEqual([
      ["rate", "Mix.wav runs at 44.1 kHz; the project at 48 kHz."],
      ["depth", "Mix.wav has 16 bits; the project asks for 24."],
      ["channels", "Mix.wav has 1 channel, not two."],
      ["headroom", "Mix.wav peaks at -0.4 dBTP; about 3 dB of headroom leave mastering room."],
    ]);
    expect(unacknowledged(findings, []).map((f) => f.code)).toEqual(["rate", "depth", "channels"]);
  });

  test("that is lossy is told so", () => {
    expect(checkPremaster(file("premaster", "Mix.mp3", { bitDepth: null }), spec).map((f) => f.code)).toEqual(
      ["lossy"],
    );
  });
});

test("a reason passes the finding of its own file only", () => {
  const quiet = stem("Pad.wav", { silent: true });
  const other = stem("Choir.wav", { silent: true });
  const findings = checkSet("stems", [quiet, other, stem("Kick.wav"), rough()], spec, summed);
  const left = unacknowledged(findings, [{ code: "silent", fileId: quiet.id }]);
  expect(left.map((f) => f.fileId)).toEqual([other.id]);
});

test("a track sheet is read by its lines that name audio, each name once", () => {
  const text = "Final Step, 140 bpm\r\nKick.wav\tin 1\r\n Snare.aif \nkick.wav\nNotes for the mixer\n";
  expect(namesOnSheet(text)).toEqual(["kick.wav", "Snare.aif"]);
});
