"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Page, PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { OpeningLink } from "@/components/ui/opening-link.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { Home } from "@/server/overview/queries.ts";
import { firstOf, hrefOf, standing, type WaitingSong, worksOn } from "./standing.ts";

type Project = Home["projects"][number];

/** What waits for this person first and large, then where everything stands, in plain words. */
export function ClientHome() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery({
    ...trpc.overview.home.queryOptions(),
    refetchInterval: 20_000,
    refetchOnWindowFocus: "always",
  });
  const waiting = firstOf(data.projects);
  const [first, ...others] = waiting;
  return (
    <Page width="narrow">
      {first ? <WaitsForYou song={first} /> : <NothingWaits none={data.projects.length === 0} />}
      {others.length > 0 && (
        <PageSection title="Also for you">
          <ul className="divide-y divide-line">
            {others.map((song) => (
              <li key={`${song.songId}${song.stage}`}>
                <OpeningLink href={hrefOf(song)} className="flex min-h-14 items-center gap-3 py-2">
                  <span className="min-w-0 grow">
                    <span className="block font-semibold">{song.songTitle}</span>
                    {needsProject(song, waiting) && (
                      <span className="block text-muted text-sm">{song.projectTitle}</span>
                    )}
                  </span>
                  <span className="max-w-1/2 shrink-0 text-right text-muted">{song.label}</span>
                </OpeningLink>
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

/** A single is mostly called like its song, which then says enough, unless another song is called so, too. */
const needsProject = (song: WaitingSong, waiting: readonly WaitingSong[]) =>
  song.projectTitle !== song.songTitle ||
  waiting.some((other) => other.songId !== song.songId && other.songTitle === song.songTitle);

function WaitsForYou({ song }: { song: WaitingSong }) {
  const { title, words, act } = saying(song);
  return (
    <section aria-labelledby="waits" className="grid gap-3">
      <p className="text-muted">
        {song.studioName} · {song.projectTitle}
      </p>
      <h1 id="waits" className="text-balance text-2xl leading-tight">
        {title}
      </h1>
      <p className="text-muted">
        {song.sentAt && (
          <>
            {song.label}, sent <RelativeTime at={song.sentAt} />.{" "}
          </>
        )}
        {words}
      </p>
      <LinkButton
        href={hrefOf(song)}
        tone="primary"
        size="large"
        className="mt-2 justify-self-stretch sm:justify-self-start"
      >
        {act}
      </LinkButton>
    </section>
  );
}

function saying(song: WaitingSong) {
  switch (song.for) {
    case "ears":
      return {
        title: `“${song.songTitle}” is ready for you to hear`,
        words: "Listen, say what should change, or approve it.",
        act: `Listen to ${song.label}`,
      };
    case "mix":
      return {
        title: `“${song.songTitle}” waits for your mix`,
        words: "Send the finished mix, and mastering can begin.",
        act: "Send your mix",
      };
    case "mixHere":
      return {
        title: `Your mix of “${song.songTitle}” is here`,
        words: "Send it to mastering, which can then begin.",
        act: "Send it to mastering",
      };
    case "hands":
      return { title: `“${song.songTitle}” waits for you`, words: `${song.label}.`, act: "Open the song" };
    case "master":
      return {
        title: `“${song.songTitle}” is finished`,
        words: "It was approved, and is yours to take.",
        act: "Take the master",
      };
  }
}

function NothingWaits({ none }: { none: boolean }) {
  return (
    <>
      <h1 className="text-2xl">Nothing waits for you</h1>
      {none && (
        <div className="mt-6">
          <EmptyState title="No project is shared with you yet">
            When a studio shares one, you get a mail with a link, and it appears here.
          </EmptyState>
        </div>
      )}
    </>
  );
}

function ProjectStanding({ project }: { project: Project }) {
  const works = worksOn(project);
  return (
    <PageSection title={project.title}>
      <p className="mb-2 text-muted">
        {project.artistName} · {project.studio.name}
        {works && (
          <>
            {" · "}
            <OpeningLink href={`/projects/${project.id}`} className="underline underline-offset-4">
              People, brief and history
            </OpeningLink>
          </>
        )}
      </p>
      <ul className="divide-y divide-line">
        {project.songs.map((song) => (
          <li key={song.id}>
            <OpeningLink
              href={works ? `/songs/${song.id}` : `/listen/${song.id}`}
              className="flex min-h-14 flex-wrap items-center gap-x-3 py-2 hover:bg-raised"
            >
              <span className="min-w-0 grow font-semibold">{song.title}</span>
              <span className="text-muted">{standing(song)}</span>
            </OpeningLink>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
