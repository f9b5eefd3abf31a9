import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function NewProjectLoading() {
  return <LoadingPage title="New project" width="narrow" />;
}
