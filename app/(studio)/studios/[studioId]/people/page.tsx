import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { StudioPeople } from "./studio-people.tsx";

export const metadata: Metadata = { title: "People" };

export default async function StudioPeoplePage({ params }: { params: Promise<{ studioId: string }> }) {
  const { studioId } = await params;
  const [me, members] = await begin(
    (c) => Promise.all([c.people.me(), c.people.members({ studioId })]),
    `/studios/${studioId}/people`,
  );
  await prefetch(trpc.people.me.queryOptions(), me);
  await prefetch(trpc.people.members.queryOptions({ studioId }), members);
  return (
    <Hydrated>
      <StudioPeople studioId={studioId} />
    </Hydrated>
  );
}
