import { does, whoOf } from "@/components/people/who.ts";
import type { Note, Review } from "@/components/review/review-types.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";

/** While a blocking request stands, everybody sees what is held and who lets it go. */
export function BlockingBanner({ review, onShow }: { review: Review; onShow: (note: Note) => void }) {
  const notes = review.notes.filter((n) => n.holds);
  const [first] = notes;
  if (!first) return null;
  const who = whoOf(
    review,
    notes.flatMap((n) => n.closers),
    "who asked",
  );
  const closes = does(who, "closes", "close");
  const answered = notes.every((n) => n.holds === "answered");
  const it = notes.length === 1 ? "it" : "them";
  return (
    <Notice
      what={
        notes.length === 1
          ? "A blocking request holds mastering and delivery."
          : `${notes.length} blocking requests hold mastering and delivery.`
      }
      next={
        answered
          ? `A mix has answered. Now ${closes} ${it} or ${who.isYou ? "send" : "sends"} ${it} back.`
          : `A later mix answers, then ${closes} ${it}.`
      }
      action={
        <Button size="small" onClick={() => onShow(first)}>
          Show {notes.length === 1 ? "it" : "the first"}
        </Button>
      }
    />
  );
}
