"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Page, PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { Home } from "@/server/projects/queries.ts";
import { firstOf, standing, type WaitingSong } from "./standing.ts";

type Project = Home["projects"][number];

/** What waits for this person first and large, then where everything stands, in plain words. */
export function ClientHome() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery({
    ...trpc.projects.home.queryOptions(),
    refetchInterval: 30_000,
  });
  const [first, ...others] = firstOf(data.projects);
  return (
    <Page width="narrow">
      {first ? <WaitsForYou song={first} /> : <NothingWaits none={data.projects.length === 0} />}
      {others.length > 0 && (
        <PageSection title="Also for you">
          <ul className="divide-y divide-line">
            {others.map((song) => (
              <li key={`${song.songId}${song.stage}`}>
                <Link href={`/listen/${song.songId}`} className="flex min-h-14 items-center gap-3 py-2">
                  <span className="grow font-semibold">{song.songTitle}</span>
                  <span className="text-muted">{song.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </PageSection>
      )}
      {data.projects.map((project) => (
        <ProjectStanding key={project.id} project={project} />
      ))}
    </Page>
  );
}

function WaitsForYou({ song }: { song: WaitingSong }) {
  return (
    <section aria-labelledby="waits" className="grid gap-3">
      <p className="text-muted">
        {song.studioName} · {song.projectTitle}
      </p>
      <h1 id="waits" className="text-balance text-2xl leading-tight">
        “{song.songTitle}” is ready for you to hear
      </h1>
      <p className="text-muted">
        {song.label}
        {song.sentAt && (
          <>
            , sent <RelativeTime at={song.sentAt} />
          </>
        )}
        . Listen, say what should change, or approve it.
      </p>
      <LinkButton
        href={`/listen/${song.songId}`}
        tone="primary"
        size="large"
        className="mt-2 justify-self-stretch sm:justify-self-start"
      >
        Listen to {song.label}
      </LinkButton>
    </section>
  );
}

function NothingWaits({ none }: { none: boolean }) {
  if (!none) return <h1 className="text-2xl">Nothing waits for you</h1>;
  return (
    <>
      <h1 className="mb-4 text-2xl">Your music</h1>
      <EmptyState title="No project is shared with you yet">
        When a studio shares one, you get a mail with a link, and it appears here.
      </EmptyState>
    </>
  );
}

function ProjectStanding({ project }: { project: Project }) {
  return (
    <PageSection title={project.title}>
      <p className="mb-2 text-muted">
        {project.artistName} · {project.studio.name}
      </p>
      <ul className="divide-y divide-line">
        {project.songs.map((song) => (
          <li key={song.id}>
            <Link
              href={`/listen/${song.id}`}
              className="flex min-h-14 flex-wrap items-center gap-x-3 py-2 hover:bg-raised"
            >
              <span className="grow font-semibold">{song.title}</span>
              <span className="text-muted">{standing(song)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
