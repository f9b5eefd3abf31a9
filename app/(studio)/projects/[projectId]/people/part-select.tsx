import { Select } from "@/components/ui/select.tsx";
import type { Part } from "@/server/generated/prisma/client.ts";
import { partNames, parts } from "@/server/people/words.ts";

export function PartSelect({ value, onChange }: { value: Part; onChange: (part: Part) => void }) {
  return (
    <Select
      label="Part in the project"
      value={value}
      onChange={(event) => onChange(event.target.value as Part)}
      options={parts.map((part) => ({ value: part, label: partNames[part] }))}
    />
  );
}
