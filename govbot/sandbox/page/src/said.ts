// What went wrong, in the words of Slack; null if nothing did.
import type { Answer } from "./types";

export const said = (answer: Answer): string | null =>
  answer.ok ? null : (answer.error ?? "That did not work, and no reason was given.");
