import { EmptyState } from "@/components/ui/empty-state.tsx";
import { whoHasSet } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

/** Nothing has arrived: who brings it, and what makes a set whole. */
export function EmptySet({ set }: { set: SetPage }) {
  const { sampleRateHz, bitDepth } = set.project;
  return (
    <EmptyState title="No files yet">
      <p>{whoHasSet(set)}</p>
      <p className="mt-4">A whole set is:</p>
      <ul className="mt-1 list-disc pl-5">
        <li>
          the multitracks or the stems, at {sampleRateHz / 1000} kHz and {bitDepth} bit, all from the same
          start
        </li>
        <li>a rough mix, so that the intent can be heard</li>
        <li>what travels along: tempo map, lyrics, session</li>
        <li>
          a track sheet, if you keep one, as CSV or plain text: the files are compared with the names in it
        </li>
      </ul>
      <p className="mt-4">Each file shows its waveform and its figures here within seconds of its arrival.</p>
    </EmptyState>
  );
}
