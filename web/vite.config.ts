import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { mantineStyles } from './mantine-styles.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), mantineStyles()],
  cacheDir: '../.cache/vite',
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // The content security policy lets no data: script through, and a file of its own is cached for ever.
    assetsInlineLimit: 0,
    // A chunk is heavy for a reason here; what counts is the first load (scripts/first-load.mjs).
    chunkSizeWarningLimit: 2_000,
    // Files of a few hundred bytes compress badly; nearly every page fetches these.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'icons-of-lists',
              test: /heroicons.*(?:Trash|ArrowUpTray|ArrowDownTray|Check|ChevronDown|Plus)Icon/,
            },
            {
              name: 'hooks-of-pages',
              test: /@mantine.hooks.*use-(?:did-update|debounced-callback|merged-ref|media-query|id|uncontrolled|callback-ref)\W/,
            },
            {
              name: 'router-of-pages',
              test: /@tanstack.react-router.*(?:useNavigate|useParams|useRouter|useMatch|matchContext|link)\W/,
            },
          ],
        },
      },
    },
  },
});
