import type { ReactNode } from "react";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 py-8 sm:py-16">
      <header className="font-display font-semibold text-lg">Fresh Ears</header>
      <main className="mt-10 flex grow flex-col gap-8">{children}</main>
    </div>
  );
}
