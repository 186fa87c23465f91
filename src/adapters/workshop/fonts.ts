import { createRequire } from 'node:module';
import type { FontName } from '../../core/design/diagram/text/fonts.ts';
import type { Weight } from '../../core/design/diagram/text/measure.ts';

export type InstalledFont = Exclude<FontName, 'sans-serif'>;

const require = createRequire(import.meta.url);

const INTER: Record<Weight, () => string> = {
  400: () => require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  500: () => require.resolve('@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf'),
  600: () => require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  700: () => require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
};

/** Optional: megabytes that only some designs need. */
const OTHERS: Record<Exclude<InstalledFont, 'Inter'>, () => string> = {
  'Noto Sans SC': () =>
    require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  'Noto Sans KR': () =>
    require.resolve('@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'),
  'Noto Sans Arabic': () =>
    require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  'Noto Emoji': () => require.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
};

const FONTS: readonly InstalledFont[] = [
  'Inter',
  'Noto Sans SC',
  'Noto Sans KR',
  'Noto Sans Arabic',
  'Noto Emoji',
];

/** Path of a face as TTF; undefined where its package was left out. Throws for Inter, which has to be there. */
export function fontFile(font: InstalledFont, weight: Weight): string | undefined {
  if (font === 'Inter') return INTER[weight]();
  try {
    return OTHERS[font]();
  } catch {
    return undefined;
  }
}

/** The faces that are there. What the others would show is drawn as boxes, and nothing fails. */
export function availableFonts(): InstalledFont[] {
  return FONTS.filter((font) => fontFile(font, 400) !== undefined);
}
