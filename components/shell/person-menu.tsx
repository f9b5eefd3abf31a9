import { MenuLink } from "@/components/ui/menu.tsx";

/** Account and sign-out. Signing out is a plain form: it works when nothing else on the page does. */
export function PersonMenu() {
  return (
    <>
      <MenuLink href="/account">Your account</MenuLink>
      <form method="post" action="/api/auth/signout">
        <input type="hidden" name="callbackUrl" value="/sign-in" />
        <button
          type="submit"
          className="flex min-h-11 w-full items-center rounded-sm px-3 text-left hover:bg-raised focus-visible:-outline-offset-2"
        >
          Sign out
        </button>
      </form>
    </>
  );
}
