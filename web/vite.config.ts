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
  },
});
