import { expect, test } from "vitest";
import { headerFor } from "./header-for.ts";

const foundry = { studioId: "f", name: "Foundry Sound" };
const nobody = { studios: [], worksOutside: true, isEngineer: false };
const labels = (me: Parameters<typeof headerFor>[0]) => headerFor(me).nav.map(({ label }) => label);

test("artists and clients have one place, and no studio words", () => {
  expect(headerFor(nobody)).toEqual({ name: "Your music", homeHref: "/home", nav: [] });
});

test("an engineer from outside has their projects", () => {
  const header = headerFor({ ...nobody, isEngineer: true });
  expect(header).toMatchObject({ name: "Fresh Ears", nav: [{ href: "/home", label: "Your projects" }] });
});

test("a member has the way back to the studio's pages, wherever they are", () => {
  const member = { studios: [foundry], worksOutside: false, isEngineer: true };
  expect(headerFor(member)).toMatchObject({ name: "Foundry Sound", homeHref: "/" });
  expect(labels(member)).toEqual(["Board", "People"]);
});

test("a member who takes part elsewhere finds those projects beside the studio's", () => {
  expect(labels({ studios: [foundry], worksOutside: true, isEngineer: false })).toEqual([
    "Board",
    "People",
    "Your projects",
  ]);
});

test("of several studios each has its board", () => {
  const other = { studioId: "t", name: "Tide" };
  const header = headerFor({ studios: [foundry, other], worksOutside: false, isEngineer: true });
  expect(header.name).toBe("Fresh Ears");
  expect(header.nav).toEqual([
    { href: "/studios/f", label: "Foundry Sound" },
    { href: "/studios/t", label: "Tide" },
  ]);
});
