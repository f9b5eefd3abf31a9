import { bytesText } from "./bytes-text.ts";

export function Bytes({ value, className }: { value: number; className?: string }) {
  return (
    <span className={className} title={`${value.toLocaleString("en")} bytes`}>
      {bytesText(value)}
    </span>
  );
}
