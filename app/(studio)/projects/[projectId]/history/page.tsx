import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { ProjectHistory } from "./project-history.tsx";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const [project, history] = await begin(
    (c) => Promise.all([c.projects.page({ projectId }), c.projects.history({ projectId })]),
    `/projects/${projectId}/history`,
  );
  await prefetch(trpc.projects.page.queryOptions({ projectId }), project);
  await prefetch(trpc.projects.history.queryOptions({ projectId }), history);
  return (
    <Hydrated>
      <ProjectHistory projectId={projectId} />
    </Hydrated>
  );
}
