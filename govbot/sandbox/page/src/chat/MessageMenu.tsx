// What can be done with a message: reply, the app's shortcuts, delete.
import { deleteMessage, runShortcut } from "../api";
import { Menu, type MenuItem } from "../chrome/Menu";
import { said } from "../said";
import { useDirectory } from "../text/Directory";
import type { Message } from "../types";

type Props = {
  message: Message;
  channel: string;
  onThread?: (ts: string) => void;
  onFailure: (text: string | null) => void;
};

export function MessageMenu({ message, channel, onThread, onFailure }: Props) {
  const { state, me } = useDirectory();
  const { ts, is_ephemeral: ephemeral } = message;
  const items: MenuItem[] = [];
  if (onThread && !ephemeral)
    items.push({ key: "reply", label: "Reply in thread", choose: () => onThread(ts) });
  for (const one of ephemeral ? [] : state.shortcuts.filter((shortcut) => shortcut.type === "message")) {
    items.push({
      key: one.callback_id,
      label: one.name,
      note: one.description,
      choose: async () => onFailure(said(await runShortcut(me.id, one.callback_id, channel, ts))),
    });
  }
  if (message.user === me.id || me.is_admin) {
    items.push({
      key: "delete",
      label: "Delete message",
      choose: async () => onFailure(said(await deleteMessage(me.id, channel, ts))),
    });
  }
  if (items.length === 0) return null;
  return (
    <div className="message-tools">
      <Menu label="Message actions" testid="message-menu" items={items}>
        ⋯
      </Menu>
    </div>
  );
}
