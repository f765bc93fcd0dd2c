// What the composer offers for the words before the caret: commands, people, channels.
import type { State } from "../types";
import { fold } from "../elements/choices";

export type Suggestion = {
  key: string;
  label: string;
  hint?: string;
  note?: string;
  insert: string;
  from: number;
};

const MOST = 8;

export function suggestionsFor(text: string, caret: number, state: State, inThread: boolean): Suggestion[] {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before) && !inThread) return commands(before, state);
  const mention = /(?:^|[\s(])([@#])([^\s@#]*)$/.exec(before);
  if (!mention) return [];
  const wanted = fold(mention[2] ?? "");
  const from = before.length - (mention[2] ?? "").length - 1;
  return mention[1] === "@" ? people(wanted, from, state) : channels(wanted, from, state);
}

function commands(typed: string, state: State): Suggestion[] {
  return state.commands
    .filter((one) => one.command.startsWith(typed.toLowerCase()))
    .map((one) => ({
      key: one.command,
      label: one.command,
      hint: one.usage_hint,
      note: one.description,
      insert: `${one.command} `,
      from: 0,
    }));
}

function people(wanted: string, from: number, state: State): Suggestion[] {
  return state.users
    .filter((user) => !user.deleted && fold(`${user.name} ${user.real_name}`).includes(wanted))
    .slice(0, MOST)
    .map((user) => ({
      key: user.id,
      label: user.real_name || user.name,
      hint: `@${user.name}`,
      note: user.title,
      insert: `@${user.name} `,
      from,
    }));
}

function channels(wanted: string, from: number, state: State): Suggestion[] {
  return state.channels
    .filter((channel) => !channel.is_archived && fold(channel.name).includes(wanted))
    .slice(0, MOST)
    .map((channel) => ({
      key: channel.id,
      label: `#${channel.name}`,
      note: channel.topic,
      insert: `#${channel.name} `,
      from,
    }));
}
