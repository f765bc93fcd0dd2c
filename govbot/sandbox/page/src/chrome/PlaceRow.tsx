// One line of the sidebar: where it leads, whether it is open, how much of it is unread.
type Props = {
  id: string;
  sign: React.ReactNode;
  name: string;
  note?: string;
  kind: string;
  current: boolean;
  unread: number;
  onOpen: () => void;
};

export function PlaceRow({ id, sign, name, note, kind, current, unread, onOpen }: Props) {
  return (
    <li>
      <button
        type="button"
        className={`place${unread ? " unread" : ""}`}
        aria-current={current ? "page" : undefined}
        data-testid={`place-${id}`}
        data-name={name}
        onClick={onOpen}
      >
        <span className="place-sign" aria-hidden="true">
          {sign}
        </span>
        <span className="sr-only">{kind} </span>
        <bdi className="place-name">{name}</bdi>
        {note && <span className="place-note">{note}</span>}
        {unread > 0 && (
          <span className="badge" data-testid="unread">
            {unread > 99 ? "99+" : unread}
            <span className="sr-only"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}
