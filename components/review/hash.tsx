"use client";

import { Copy } from "lucide-react";
import { useToast } from "@/components/ui/toast.tsx";

/** The first and last of it for the eye, all of it for the clipboard. */
export function Hash({ value, of }: { value: string; of: string }) {
  const say = useToast();
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      say(`Copied the SHA-256 of ${of}.`);
    } catch {
      say("This browser does not allow copying here. Hold the pointer on the number to read it whole.");
    }
  }
  return (
    <button
      type="button"
      onClick={copy}
      title={value}
      aria-label={`Copy the SHA-256 of ${of}`}
      className="relative inline-flex min-h-9 items-center gap-2 whitespace-nowrap rounded-sm font-mono text-sm hover:text-amber"
    >
      {value.slice(0, 8)}…{value.slice(-4)}
      <Copy aria-hidden size={14} />
    </button>
  );
}
