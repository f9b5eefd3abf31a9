import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function StudioPeopleLoading() {
  return <LoadingPage title="People" />;
}
