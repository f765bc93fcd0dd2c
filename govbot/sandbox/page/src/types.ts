// What the server under /sandbox/ says, as far as the page needs it.

export type User = {
  id: string;
  name: string;
  real_name: string;
  title?: string;
  tz: string;
  is_admin?: boolean;
  is_restricted?: boolean;
  deleted?: boolean;
  is_bot?: boolean;
};

export type Channel = {
  id: string;
  name: string;
  is_private?: boolean;
  is_archived?: boolean;
  topic?: string;
  members: string[];
  unread?: number;
};

export type Im = { id: string; user: string; other: string; unread?: number };
export type Command = { command: string; description: string; usage_hint?: string };
export type Shortcut = { name: string; type: string; callback_id: string; description?: string };

export type State = {
  now: string;
  zone: string;
  team: { id: string; name: string };
  bot: { id: string; name: string };
  users: User[];
  channels: Channel[];
  ims: Im[];
  commands: Command[];
  shortcuts: Shortcut[];
  connected: boolean;
  next_due: string | null;
  busy: boolean;
};

export type Text = { type: "plain_text" | "mrkdwn"; text: string; emoji?: boolean };
export type Option = { text: Text; value: string; description?: Text; url?: string };
export type OptionGroup = { label: Text; options: Option[] };
export type Confirm = { title: Text; text: Text; confirm: Text; deny: Text; style?: "primary" | "danger" };

/** Any element of Block Kit: the fields of all of them, each present where its type has it. */
export type Element = {
  type: string;
  action_id?: string;
  text?: Text | string;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  confirm?: Confirm;
  placeholder?: Text;
  options?: Option[];
  option_groups?: OptionGroup[];
  accessibility_label?: string;
  visible_to_user_ids?: string[];
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  min_query_length?: number;
  max_selected_items?: number;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  image_url?: string;
  alt_text?: string;
  default_to_current_conversation?: boolean;
  filter?: { include?: string[]; exclude_bot_users?: boolean };
  positive_button?: { text: Text; value: string };
  negative_button?: { text: Text; value: string };
  [more: string]: unknown;
};

export type Block = {
  type: string;
  block_id?: string;
  text?: Text | string;
  fields?: Text[];
  accessory?: Element;
  elements?: Element[];
  element?: Element;
  label?: Text;
  hint?: Text;
  optional?: boolean;
  dispatch_action?: boolean;
  [more: string]: unknown;
};

export type Attachment = { color?: string; blocks?: Block[]; text?: string; fallback?: string };

export type SharedFile = { id: string; name: string; title: string; filetype: string; alt_txt?: string; permalink: string };

export type Message = {
  ts: string;
  user?: string;
  bot_id?: string;
  text?: string;
  blocks?: Block[];
  attachments?: Attachment[];
  files?: SharedFile[];
  thread_ts?: string;
  reply_count?: number;
  edited?: unknown;
  is_ephemeral?: boolean;
};

export type View = {
  id: string;
  type: "modal" | "home";
  title: Text | null;
  submit: Text | null;
  close: Text | null;
  blocks: Block[];
};

/** One element's entry in Slack's `state.values`. */
export type FieldValue = { type: string; [field: string]: unknown };
export type FormValues = Record<string, Record<string, FieldValue>>;

/** `error` is a sentence for the person. */
export type Answer = { ok: boolean; error?: string };
export type SubmitAnswer = Answer & { errors?: Record<string, string> };
