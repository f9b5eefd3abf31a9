import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function BoardLoading() {
  return <LoadingPage title="Board" width="wide" />;
}
