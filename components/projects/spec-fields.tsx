import { Select } from "@/components/ui/select.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { filledPattern, patternWords } from "@/server/projects/words.ts";

export type SpecValue = { sampleRateHz: number; bitDepth: number; fileNamePattern: string };

const ratesHz = [44_100, 48_000, 88_200, 96_000, 176_400, 192_000];
const depths = [16, 24, 32];

export const rateText = (hz: number) => `${(hz / 1000).toLocaleString("en")} kHz`;
export const depthText = (bits: number) => (bits === 32 ? "32 bit float" : `${bits} bit`);

type Props = {
  value: SpecValue;
  onChange: (change: Partial<SpecValue>) => void;
  errors: Partial<Record<keyof SpecValue, string | undefined>>;
  example: { artist: string; project: string; song: string; stage: "Mix" | "Master" };
};

/** Rate, depth and how outgoing files are named, with what comes of it. */
export function SpecFields({ value, onChange, errors, example }: Props) {
  const name = filledPattern(value.fileNamePattern, { ...example, revision: `${example.stage} 1` });
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Sample rate"
          value={value.sampleRateHz}
          onChange={(event) => onChange({ sampleRateHz: Number(event.target.value) })}
          error={errors.sampleRateHz}
          options={ratesHz.map((hz) => ({ value: String(hz), label: rateText(hz) }))}
        />
        <Select
          label="Bit depth"
          value={value.bitDepth}
          onChange={(event) => onChange({ bitDepth: Number(event.target.value) })}
          error={errors.bitDepth}
          options={depths.map((bits) => ({ value: String(bits), label: depthText(bits) }))}
        />
      </div>
      <div>
        <TextField
          label="Names of outgoing files"
          hint={`Of your own words and ${patternWords.join(", ")}. Incoming files keep their names.`}
          value={value.fileNamePattern}
          onChange={(event) => onChange({ fileNamePattern: event.target.value })}
          error={errors.fileNamePattern}
          maxLength={120}
          spellCheck={false}
        />
        <p className="mt-1 break-all text-sm" aria-live="polite">
          <span className="text-muted">For example </span>
          <span className="font-mono">{name}.wav</span>
        </p>
      </div>
    </div>
  );
}
