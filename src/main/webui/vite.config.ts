import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { thirdParty } from './thirdParty.ts';

/** Writes a compressed copy next to each asset, so that the daemon never compresses. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    writeBundle(options) {
      const assets = join(options.dir ?? 'dist', 'assets');
      for (const name of readdirSync(assets)) {
        const content = readFileSync(join(assets, name));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

const daemon = process.env['OBTASKD'] ?? 'http://127.0.0.1:2887';

/** The daemon refuses writes of pages with another origin. */
const toDaemon = { target: daemon, changeOrigin: true, headers: { origin: daemon } };

export default defineConfig({
  plugins: [react(), thirdParty(), compressedCopies()],
  // The daemon replaces it in each response. Scripts need none: they come from the daemon itself.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': toDaemon, '/q': toDaemon } },
});
