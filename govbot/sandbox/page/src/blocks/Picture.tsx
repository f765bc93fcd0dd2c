// A picture, if it comes from this server: the local Slack asks nothing of other hosts.
import { plain } from "../text/BlockText";
import type { Text } from "../types";

export function Picture({ url, alt, title }: { url?: string; alt?: string; title?: Text }) {
  const local =
    url?.startsWith("data:image/") || (url && new URL(url, location.href).origin === location.origin);
  return (
    <figure className="picture">
      {local ? <img src={url} alt={alt ?? ""} /> : <span className="picture-off">Picture: {alt || url}</span>}
      {title && <figcaption>{plain(title)}</figcaption>}
    </figure>
  );
}
