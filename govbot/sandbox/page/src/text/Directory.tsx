// Who and what the ids in a text stand for, for the person who reads it.
import { createContext, useContext } from "react";
import type { State, User } from "../types";

export type Directory = { state: State; me: User; openChannel: (id: string) => void };

const Context = createContext<Directory | null>(null);
export const DirectoryProvider = Context.Provider;

export function useDirectory(): Directory {
  const directory = useContext(Context);
  if (!directory) throw new Error("a text outside the workspace");
  return directory;
}

// Apart from the rest, because it moves many times a second while the demo's clock walks.
const Now = createContext(new Date(0));
export const NowProvider = Now.Provider;
export const useNow = () => useContext(Now);
