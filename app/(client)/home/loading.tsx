import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function Loading() {
  return <LoadingPage width="narrow" />;
}
