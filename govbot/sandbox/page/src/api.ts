// The user's side of the local Slack: one function for each thing a person can do.
import type { Answer, FormValues, Message, Option, OptionGroup, State, SubmitAnswer, View } from "./types";

const LOST: Answer = { ok: false, error: "The local Slack does not answer. Is it still running?" };

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`/sandbox/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

async function post<T extends Answer>(path: string, body: unknown): Promise<T> {
  try {
    const answer = await fetch(`/sandbox/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const data = (await answer.json()) as Partial<T>;
    return { ok: answer.ok, ...data } as T;
  } catch {
    return LOST as T;
  }
}

export type Target = { channel: string; ts: string } | { view_id: string; values: FormValues };
export type OptionsAnswer = Answer & { options?: Option[]; option_groups?: OptionGroup[] };

export const getState = (user: string | null) => get<State>(user ? `state?user=${user}` : "state");
export const getViews = (user: string) =>
  get<{ views: View[] }>(`views?user=${user}`).then((found) => found.views);
export const getHome = (user: string) =>
  get<{ view: View | null }>(`home?user=${user}`).then((found) => found.view);

export function getMessages(channel: string, user: string, thread?: string): Promise<Message[]> {
  const query = new URLSearchParams({ channel, user, ...(thread ? { thread_ts: thread } : {}) });
  return get<{ messages: Message[] }>(`messages?${query}`).then((found) => found.messages);
}

export const runCommand = (user: string, channel: string, text: string) =>
  post<Answer>("command", { user, channel, text });
export const sendMessage = (user: string, channel: string, text: string, thread_ts?: string) =>
  post<Answer>("message", { user, channel, text, ...(thread_ts ? { thread_ts } : {}) });
export const deleteMessage = (user: string, channel: string, ts: string) =>
  post<Answer>("delete", { user, channel, ts });
export const click = (user: string, target: Target, action: Record<string, unknown>) =>
  post<Answer>("click", { user, ...target, ...action });
export const loadOptions = (
  user: string,
  target: Target,
  block_id: string,
  action_id: string,
  value: string,
) => post<OptionsAnswer>("options", { user, ...target, block_id, action_id, value });
export const submitView = (user: string, view_id: string, values: FormValues) =>
  post<SubmitAnswer>("submit", { user, view_id, values });
export const closeView = (user: string, view_id: string) => post<Answer>("close", { user, view_id });
export const openHome = (user: string) => post<Answer>("open_home", { user });
export const runShortcut = (user: string, callback_id: string, channel?: string, ts?: string) =>
  post<Answer>("shortcut", { user, callback_id, channel, ts });
export const moveClock = (advance: string) => post<Answer>("clock", { advance });
export const setFaults = (faults: Record<string, unknown>) => post<Answer>("faults", faults);
