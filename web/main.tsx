import '@mantine/core/styles.layer.css';
import '#web/ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#web/app.tsx';
import { styleNonce } from '#web/ui/theme.ts';

// Where Mantine's dialogs look for it: they add a style element that keeps the page behind them from scrolling.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

// A page that was open during an update asks for files of before: the new ones come with a reload.
window.addEventListener('vite:preloadError', () => window.location.reload());

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
