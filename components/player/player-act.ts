import type { DeskAct } from "./desk-keys.ts";
import type { SampleRange } from "./marker.ts";
import type { PlayerEngine } from "./player-engine.ts";

/** Does what concerns the player alone; false leaves the act to the page. */
export function playerAct(engine: PlayerEngine, act: DeskAct, range: SampleRange | null): boolean {
  switch (act.act) {
    case "playPause":
      engine.toggle();
      return true;
    case "back":
      engine.back();
      return true;
    case "forward":
      engine.forwardOrFaster();
      return true;
    case "loop":
      engine.setLoop(engine.state.loopSeconds ? null : range);
      return true;
    default:
      return false;
  }
}
