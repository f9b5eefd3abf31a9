// Which Chromium the journeys use: CHROMIUM_PATH, Playwright's own, the machine's, else one from an npm package.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "@playwright/test";
import { root } from "../launch/env.mjs";

const ofTheMachine = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** For Playwright's `launchOptions`. */
export function findChromium() {
  const found = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...ofTheMachine].find(
    (file) => file && fs.existsSync(file),
  );
  if (found) return { executablePath: found, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  throw new Error(
    "There is no Chromium for the journeys. Set CHROMIUM_PATH, or run `npx playwright install chromium`.",
  );
}

function unpackedChromium() {
  const packed = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
    "../bin",
  );
  const size = fs.statSync(path.join(packed, "chromium.br")).size;
  const folder = path.join(root, `node_modules/.cache/chromium-${size}`);
  if (!fs.existsSync(folder)) unpack(packed, folder);
  const executablePath = path.join(folder, "chromium");
  return { executablePath, env: { ...librariesFor(executablePath, folder), ...fontsIn(folder) } };
}

/** The folder gets its name when it is whole. */
function unpack(packed, folder) {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const part = fs.mkdtempSync(`${folder}.`);
  const read = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(packed, name)));
  fs.writeFileSync(path.join(part, "chromium"), read("chromium.br"), { mode: 0o755 });
  for (const [archive, into] of Object.entries({ al2023: "al2023", fonts: "fonts", swiftshader: "." })) {
    const target = path.join(part, into);
    fs.mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xf", "-", "-C", target, "--no-same-owner"], { input: read(`${archive}.tar.br`) });
  }
  if (!fs.existsSync(folder)) fs.renameSync(part, folder);
}

/** The package brings the libraries that bare machines lack. */
function librariesFor(executablePath, folder) {
  if (spawnSync(executablePath, ["--version"]).status === 0) return {};
  return {
    LD_LIBRARY_PATH: [path.join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
  };
}

/** Chromium dies without any font. */
function fontsIn(folder) {
  if (fs.existsSync("/etc/fonts/fonts.conf")) return {};
  const file = path.join(folder, "fonts.conf");
  const places = [path.join(folder, "fonts"), "/usr/share/fonts"].map((dir) => `<dir>${dir}</dir>`).join("");
  const cache = `<cachedir>${path.join(folder, "fonts-cache")}</cachedir>`;
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}${cache}</fontconfig>`;
  fs.writeFileSync(file, config);
  return { FONTCONFIG_FILE: file };
}
