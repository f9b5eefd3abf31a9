import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { ProjectPeople } from "./project-people.tsx";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  const [project, participants] = await begin(
    (c) => Promise.all([c.projects.page({ projectId }), c.people.participants({ projectId })]),
    `/projects/${projectId}/people`,
  );
  await prefetch(trpc.projects.page.queryOptions({ projectId }), project);
  await prefetch(trpc.people.participants.queryOptions({ projectId }), participants);
  return (
    <Hydrated>
      <ProjectPeople projectId={projectId} />
    </Hydrated>
  );
}
