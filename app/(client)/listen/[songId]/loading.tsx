import { Page } from "@/components/shell/page.tsx";
import { SkeletonText, SkeletonWave } from "@/components/ui/skeleton.tsx";

export default function SongOnItsWay() {
  return (
    <Page width="narrow">
      <SkeletonText className="h-8 w-64" />
      <div className="mt-8">
        <SkeletonWave heightPx={88} label="The song is on its way." />
      </div>
    </Page>
  );
}
