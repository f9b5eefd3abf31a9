import { Page } from "@/components/shell/page.tsx";
import { SkeletonText, SkeletonWave } from "@/components/ui/skeleton.tsx";

export default function DeskOnItsWay() {
  return (
    <Page width="wide">
      <SkeletonText className="h-8 w-64" />
      <div className="mt-10">
        <SkeletonWave heightPx={200} label="The song is on its way." />
      </div>
    </Page>
  );
}
