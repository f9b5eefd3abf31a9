import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { ProjectOverview } from "./project-overview.tsx";

export const metadata: Metadata = { title: "Project" };

export default async function ProjectPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const project = await begin((c) => c.projects.page({ projectId }), `/projects/${projectId}`);
  await prefetch(trpc.projects.page.queryOptions({ projectId }), project);
  return (
    <Hydrated>
      <ProjectOverview projectId={projectId} />
    </Hydrated>
  );
}
