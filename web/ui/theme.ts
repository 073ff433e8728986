// The look: calm greys, one accent colour, dense enough for lists.
import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

/** Shade 6 carries white text at 5.9:1. */
const iris: MantineColorsTuple = [
  '#eff1fd',
  '#dde1fa',
  '#bac2f4',
  '#95a2ee',
  '#7585e8',
  '#5f70e2',
  '#4a5bd4',
  '#3d4cba',
  '#3442a0',
  '#2a3685',
];

/** Greys of the dark theme, a little blue as those of the light one; 7 is the page, 6 what lies on it. */
const dark: MantineColorsTuple = [
  '#cdd0d6',
  '#b6bac2',
  '#8f959e',
  '#696e78',
  '#3c4048',
  '#31343b',
  '#26282e',
  '#1b1c1f',
  '#151619',
  '#0f1012',
];

const sans =
  'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  colors: { iris, dark },
  primaryColor: 'iris',
  primaryShade: 6,
  autoContrast: true,
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    // Its placeholder is an element that a menu may not have; the first item takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Drawer: { styles: { title: { fontWeight: 600 } } },
    Modal: {
      defaultProps: { yOffset: '12vh', overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontWeight: 600 } },
    },
  },
});

export const colorSchemes = localStorageColorSchemeManager({ key: 'cadenza.theme' });

/** Under our content security policy a style element needs it; the server writes another one into each page. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}
