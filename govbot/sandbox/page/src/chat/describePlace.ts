// The words for a place: its title, its topic, and why one may not write there.
import type { State, User } from "../types";

export type PlaceWords = { title: string; topic: string; name: string; closed?: string };

export function describePlace(id: string, state: State, me: User): PlaceWords {
  const channel = state.channels.find((one) => one.id === id);
  if (channel) {
    const count = channel.members.length;
    const members = `${count} ${count === 1 ? "member" : "members"}`;
    const title = `#${channel.name}`;
    return {
      title,
      name: title,
      topic: channel.topic ? `${members} · ${channel.topic}` : members,
      closed: channel.is_archived ? `${title} is archived: nothing can be written here any more.` : undefined,
    };
  }
  const im = state.ims.find((one) => one.id === id);
  const partnerId = im ? (im.user === me.id ? im.other : im.user) : state.bot.id;
  const partner = state.users.find((user) => user.id === partnerId);
  const name = partner?.real_name || partner?.name || state.bot.name;
  return {
    title: name,
    name,
    topic: partner?.is_bot === false ? (partner.title ?? "") : "Direct messages with the app",
  };
}
