"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { SpecFields } from "@/components/projects/spec-fields.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { type Draft, emptyDraft, type FieldErrors } from "./draft.ts";
import { SongLines } from "./song-lines.tsx";
import { StageCards } from "./stage-cards.tsx";

const noErrors: FieldErrors = { songLines: {} };

export function NewProjectForm({ studioId }: { studioId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const lineKey = useId();
  const lines = useRef(1);
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(`${lineKey}-0`));
  const [errors, setErrors] = useState(noErrors);
  const [unsent, setUnsent] = useState<Error | null>(null);
  const sending = useRef(false);
  const create = useMutation(
    trpc.work.createProject.mutationOptions({
      onSuccess: ({ projectId }) => router.push(`/projects/${projectId}`),
    }),
  );
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));

  useEffect(() => {
    if (errors !== noErrors) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [errors]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (sending.current || create.isSuccess) return;
    sending.current = true;
    // What checks is loaded when it is needed: the form is there at once without it.
    import("./check-draft.ts")
      .then(({ checked }) => {
        const result = checked(studioId, draft);
        setErrors(result.ok ? noErrors : result.errors);
        return result.ok ? create.mutateAsync(result.input) : undefined;
      })
      .then(
        () => setUnsent(null),
        (error: Error) => setUnsent(error),
      )
      .finally(() => {
        sending.current = false;
      });
  }

  const song = draft.songs[0]?.title || draft.title || "Song";
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-8">
      <RadioCards
        legend="What is it?"
        name="kind"
        columns={3}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={[
          { value: "single", label: "Single", hint: "One song" },
          { value: "ep", label: "EP", hint: "A few songs" },
          { value: "album", label: "Album", hint: "A whole record" },
        ]}
      />
      <div className="grid gap-4">
        <TextField
          label="Title"
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
          error={errors.title}
          maxLength={120}
          autoComplete="off"
        />
        <TextField
          label="Artist"
          value={draft.artistName}
          onChange={(event) => change({ artistName: event.target.value })}
          error={errors.artistName && "Who is the artist?"}
          maxLength={120}
          autoComplete="off"
        />
      </div>
      {draft.kind === "single" ? (
        <TextField
          label="Song"
          optional
          hint="Without a title of its own it has the title of the release."
          value={draft.songs[0]?.title ?? ""}
          placeholder={draft.title}
          maxLength={120}
          autoComplete="off"
          onChange={(event) =>
            change({
              songs: draft.songs.map((line, at) =>
                at === 0 ? { ...line, title: event.target.value } : line,
              ),
            })
          }
        />
      ) : (
        <SongLines
          lines={draft.songs}
          onChange={(songs) => change({ songs })}
          errors={errors.songLines}
          newKey={() => `${lineKey}-${lines.current++}`}
        />
      )}
      <StageCards value={draft.stages} onChange={(stages) => change({ stages })} error={errors.stages} />
      <section aria-labelledby="spec" className="grid gap-4">
        <h2 id="spec" className="text-lg">
          Spec
        </h2>
        <SpecFields
          value={draft}
          onChange={change}
          errors={errors}
          example={{
            artist: draft.artistName || "Artist",
            project: draft.title || "Title",
            song,
            stage: draft.stages.includes("mixing") ? "Mix" : "Master",
          }}
        />
      </section>
      <div className="grid gap-4">
        <TextArea
          label="Brief"
          optional
          hint="What the record is to communicate, to whom, and on which systems they will hear it."
          className="min-h-32"
          maxLength={10_000}
          value={draft.brief}
          onChange={(event) => change({ brief: event.target.value })}
        />
        <TextField
          label="Due date"
          optional
          type="date"
          value={draft.dueOn}
          onChange={(event) => change({ dueOn: event.target.value })}
          error={errors.dueOn}
          className="sm:max-w-56"
        />
      </div>
      {errors !== noErrors && (
        <p role="alert" className="sr-only">
          The project was not made yet: some fields need something.
        </p>
      )}
      <Refusal of={unsent} kept="What you typed is all here." />
      <div>
        <Button type="submit" tone="primary" size="large" pending={create.isPending || create.isSuccess}>
          Make the project
        </Button>
      </div>
    </form>
  );
}
