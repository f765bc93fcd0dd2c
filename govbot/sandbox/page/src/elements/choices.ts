// What a select offers: its own options, or people and channels, as one list of groups.
import type { Element, Option, OptionGroup, State, User } from "../types";
import { plain } from "../text/BlockText";

export type Choice = { id: string; label: string; note?: string; option?: Option };
export type ChoiceGroup = { label: string; choices: Choice[] };

const choice = (option: Option): Choice => ({
  id: option.value,
  label: plain(option.text),
  note: option.description && plain(option.description),
  option,
});

export function fromOptions(options: Option[] | undefined, groups: OptionGroup[] | undefined): ChoiceGroup[] {
  if (groups)
    return groups.map((group) => ({ label: plain(group.label), choices: group.options.map(choice) }));
  return [{ label: "", choices: (options ?? []).map(choice) }];
}

const person = (user: User): Choice => ({
  id: user.id,
  label: user.real_name || user.name,
  note: user.title,
});

export function choicesOf(element: Element, state: State, me: string): ChoiceGroup[] {
  const people = state.users.filter((user) => !user.deleted && !user.is_bot).map(person);
  const channels = state.channels
    .filter((channel) => !channel.is_archived && (!channel.is_private || channel.members.includes(me)))
    .map((channel) => ({
      id: channel.id,
      label: `#${channel.name}`,
      kind: channel.is_private ? "private" : "public",
    }));
  if (element.type.includes("users_select")) return [{ label: "", choices: people }];
  if (element.type.includes("channels_select")) {
    return [{ label: "", choices: channels.filter((one) => one.kind === "public") }];
  }
  if (element.type.includes("conversations_select")) return conversations(element, state, me, channels);
  return fromOptions(element.options, element.option_groups);
}

function conversations(element: Element, state: State, me: string, channels: (Choice & { kind: string })[]) {
  const include = element.filter?.include ?? ["public", "private", "im"];
  const ims = state.ims
    .filter((im) => im.user === me || im.other === me)
    .map((im) => state.users.find((user) => user.id === (im.user === me ? im.other : im.user)))
    .flatMap((user) => (user && !(user.is_bot && element.filter?.exclude_bot_users) ? [user] : []))
    .map((user) => ({ ...person(user), id: imOf(state, me, user.id) }));
  return [
    { label: "Channels", choices: channels.filter((one) => include.includes(one.kind)) },
    { label: "Direct messages", choices: include.includes("im") ? ims : [] },
  ];
}

const imOf = (state: State, me: string, other: string) =>
  state.ims.find((im) => [im.user, im.other].sort().join() === [me, other].sort().join())?.id ?? other;

/** Lower case without accents, so that "muller" finds "Müller". */
export const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function matching(groups: ChoiceGroup[], typed: string): ChoiceGroup[] {
  const wanted = fold(typed.trim());
  if (!wanted) return groups.filter((group) => group.choices.length > 0);
  return groups
    .map((group) => ({ ...group, choices: bestFirst(group.choices, wanted) }))
    .filter((group) => group.choices.length > 0);
}

/** A word of the name that begins so, then anywhere in the name, then in what is said about it. */
function bestFirst(choices: Choice[], wanted: string): Choice[] {
  const rank = (one: Choice) => {
    const name = fold(one.label);
    if (name.split(/[\s#.-]+/).some((word) => word.startsWith(wanted)) || name.startsWith(wanted)) return 0;
    return name.includes(wanted) ? 1 : fold(one.note ?? "").includes(wanted) ? 2 : 3;
  };
  return choices.filter((one) => rank(one) < 3).sort((one, other) => rank(one) - rank(other));
}
