// Fetches again whenever a revision changes; an answer that comes too late is dropped.
import { useEffect, useState } from "react";

/** `null` until the first answer for this key. */
export function useFetched<T>(
  key: string | null,
  revision: string | number,
  load: () => Promise<T>,
): T | null {
  const [found, setFound] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    let stale = false;
    load().then(
      (value) => !stale && setFound((old) => (same(old, key, value) ? old : { key, value })),
      () => undefined, // the stream notices a lost server and says so
    );
    return () => {
      stale = true;
    };
    // `load` is a new closure on every render; key and revision say when to call it.
  }, [key, revision]);
  return found && found.key === key ? found.value : null;
}

function same<T>(old: { key: string; value: T } | null, key: string, value: T): boolean {
  return old?.key === key && JSON.stringify(old.value) === JSON.stringify(value);
}
