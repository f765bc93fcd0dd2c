// Dark or light: as the system says, until the person says otherwise.
import { useEffect, useState } from "react";

export type Theme = "light" | "dark";
const STORE = "govbot.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

const wanted = (): Theme => {
  const chosen = localStorage.getItem(STORE);
  return chosen === "light" || chosen === "dark" ? chosen : system.matches ? "dark" : "light";
};

export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(wanted);
  useEffect(() => {
    const follow = () => setTheme(wanted());
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === "dark" ? "light" : "dark";
    localStorage.setItem(STORE, next);
    setTheme(next);
  };
  return [theme, toggle];
}
