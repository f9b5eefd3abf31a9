import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function ProjectLoading() {
  return <LoadingPage />;
}
