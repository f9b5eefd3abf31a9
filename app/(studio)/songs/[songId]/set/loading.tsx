import { LoadingPage } from "@/components/projects/loading-page.tsx";

export default function SetOnItsWay() {
  return <LoadingPage width="wide" />;
}
