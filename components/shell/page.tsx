import type { Route } from "next";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";

/** narrow: one column to read or fill in. normal: lists. wide: boards and waveforms, to the window's edge. */
export type PageWidth = "narrow" | "normal" | "wide";

const widths: Record<PageWidth, string> = {
  narrow: "max-w-xl",
  normal: "max-w-5xl",
  wide: "max-w-none",
};

export function Page({
  width = "normal",
  className,
  children,
}: {
  width?: PageWidth;
  className?: string;
  children: ReactNode;
}) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames(
        "mx-auto w-full px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-8",
        widths[width],
        className,
      )}
    >
      {children}
    </main>
  );
}

type Crumb = { label: string; href: Route };

type HeadingProps = {
  /** From the outermost place inward, without this page itself. */
  crumbs?: readonly Crumb[];
  title: ReactNode;
  /** One line below the title. */
  children?: ReactNode;
  actions?: ReactNode;
};

export function PageHeading({ crumbs = [], title, children, actions }: HeadingProps) {
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="min-w-0 grow">
        {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
        <h1 className="text-xl">{title}</h1>
        {children && <div className="mt-1 text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2 max-sm:w-full">{actions}</div>}
    </div>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Where this is" className="mb-1 flex flex-wrap items-center gap-x-2 text-muted text-sm">
      {crumbs.map((crumb) => (
        <Fragment key={crumb.href}>
          <Link
            href={crumb.href}
            className="wrap-anywhere -my-2 inline-flex min-h-9 items-center underline decoration-line underline-offset-4 hover:text-fg hover:decoration-current"
          >
            {crumb.label}
          </Link>
          <span aria-hidden>/</span>
        </Fragment>
      ))}
    </nav>
  );
}

/** A titled part of a page: space and a heading, no box. */
export function PageSection({
  title,
  actions,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mt-10 first:mt-0">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="grow text-lg">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
