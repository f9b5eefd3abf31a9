import { Avatar } from "@/components/ui/avatar.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { partNames } from "@/server/people/words.ts";

/** Who does what; a person with several parts is one person. */
export function PeopleInShort({ project }: { project: ProjectPage }) {
  const userIds = [...new Set(project.participants.map((p) => p.userId))];
  const mayInvite = project.me.grants.includes("people.invite");
  return (
    <>
      {userIds.length === 0 && <p className="text-muted">Nobody takes part yet.</p>}
      <ul className="grid gap-3">
        {userIds.map((userId) => {
          const parts = project.participants.filter((p) => p.userId === userId);
          const name = parts[0]?.name ?? "";
          return (
            <li key={userId} className="flex items-center gap-3">
              <Avatar name={name} />
              <div className="min-w-0">
                <p className="wrap-anywhere font-semibold leading-tight">{name}</p>
                <p className="text-muted text-sm">{parts.map((p) => partNames[p.part]).join(", ")}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {mayInvite && (
        <LinkButton href={`/projects/${project.id}/people`} className="mt-4">
          Invite or change people
        </LinkButton>
      )}
    </>
  );
}
