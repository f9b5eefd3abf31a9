import { Page, PageHeading, type PageWidth } from "@/components/shell/page.tsx";
import { SkeletonText } from "@/components/ui/skeleton.tsx";

const lines = ["w-2/3", "w-1/2", "w-3/5", "w-1/3"];

/** The outline of a page of lists while its content is read. */
export function LoadingPage({ title, width }: { title?: string; width?: PageWidth }) {
  return (
    <Page {...(width && { width })}>
      <PageHeading title={title ?? <NoTitleYet />} />
      <p role="status" className="sr-only">
        Reading what is here
      </p>
      <div className="grid gap-6">
        {lines.map((line) => (
          <SkeletonText key={line} className={line} />
        ))}
      </div>
    </Page>
  );
}

function NoTitleYet() {
  return (
    <>
      <span className="sr-only">One moment</span>
      <SkeletonText className="h-8 w-56" />
    </>
  );
}
