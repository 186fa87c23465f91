import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'auto';

const STORAGE_KEY = 'architect-playground-theme';

const ThemeContext = createContext<{
  theme: Theme;
  choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}>({ theme: 'light', choice: 'auto', choose: () => undefined });

export function useTheme() {
  return useContext(ThemeContext);
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(() => toChoice(localStorage.getItem(STORAGE_KEY)));
  const [isSystemDark, setSystemDark] = useState(() => systemDark().matches);
  const theme = choice === 'auto' ? (isSystemDark ? 'dark' : 'light') : choice;

  useEffect(() => {
    const query = systemDark();
    const onChange = () => setSystemDark(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const choose = (next: ThemeChoice) => {
    localStorage.setItem(STORAGE_KEY, next);
    setChoice(next);
  };
  return <ThemeContext value={{ theme, choice, choose }}>{children}</ThemeContext>;
}

function systemDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function toChoice(stored: string | null): ThemeChoice {
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}
