import { defineConfig } from 'astro/config';
import { readingMode } from './site/frame/reading-mode.ts';

// Pages are plain files: no adapter, no request to another host.
// SITE_BASE moves the whole site under a path, for example SITE_BASE=/ioloop/; SITE_URL
// says at which address it will be found, for search engines.
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base: process.env.SITE_BASE ?? '/',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  i18n: {
    locales: ['zh', 'en'],
    defaultLocale: 'zh',
    routing: { prefixDefaultLocale: true, redirectToDefaultLocale: false },
  },
  // The pages forbid inline script and inline style elements: nothing may be inlined.
  build: { format: 'directory', inlineStylesheets: 'never' },
  vite: {
    // Scripts find each other from where they stand, so the bundle can copy them as they are.
    experimental: {
      renderBuiltUrl: (_, { hostType }) =>
        hostType === 'js' ? { relative: true } : undefined,
    },
    build: { assetsInlineLimit: 0 },
    css: { postcss: { plugins: [readingMode] } },
    worker: { format: 'es' },
    // Fetched by a page on demand: vite must know of them before, or the first run under
    // `npm run dev` would find the page reloaded under its hands.
    optimizeDeps: {
      include: [
        ...['commands', 'language', 'lint', 'merge', 'state', 'view'].map(
          (name) => `@codemirror/${name}`,
        ),
        '@lezer/highlight',
        '@lezer/javascript',
        'loupe',
        'sucrase',
        'prettier/standalone',
        'prettier/plugins/babel',
        'prettier/plugins/estree',
      ],
    },
  },
});
