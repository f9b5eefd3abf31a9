import type { Review } from "@/components/review/review-types.ts";
import { PageSection } from "@/components/shell/page.tsx";

/** What the record should say, and the records that show what is meant: at hand beside the work. */
export function BriefPanel({ project: { brief, references } }: Pick<Review, "project">) {
  if (!brief && references.length === 0) return null;
  return (
    <PageSection title="Brief">
      <div className="grid max-w-prose gap-3">
        {brief && <p className="whitespace-pre-line wrap-anywhere">{brief}</p>}
        {references.length > 0 && (
          <ul aria-label="References" className="grid gap-2">
            {references.map(({ id, title, url, why }) => (
              <li key={id} className="wrap-anywhere">
                {url ? (
                  <a
                    href={url}
                    target="_blank"
                    rel="noreferrer"
                    className="font-semibold underline decoration-line underline-offset-4 hover:decoration-current"
                  >
                    {title}
                    <span className="sr-only"> (opens in a new tab)</span>
                  </a>
                ) : (
                  <span className="font-semibold">{title}</span>
                )}
                {why && <span className="block text-muted text-sm">{why}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </PageSection>
  );
}
