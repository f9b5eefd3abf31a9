import { Checkbox } from "@/components/ui/checkbox.tsx";
import type { Power } from "@/server/generated/prisma/client.ts";
import { offeredPowers, powerNames, powers } from "@/server/people/words.ts";

type Props = { legend: string; value: readonly Power[]; onChange: (powers: Power[]) => void };

/** Each power by itself: a part brings its usual ones, and the studio changes them per person. */
export function PowersField({ legend, value, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="grid sm:grid-cols-2 sm:gap-x-4">
        {offeredPowers.map((power) => (
          <Checkbox
            key={power}
            label={powerNames[power]}
            checked={value.includes(power)}
            onChange={(event) =>
              onChange(powers.filter((p) => (p === power ? event.target.checked : value.includes(p))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
