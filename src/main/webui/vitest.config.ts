import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { thirdParty } from './thirdParty.ts';

/** Tests of pure parts and of single components. */
export default defineConfig({
  plugins: [react(), thirdParty()],
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'], css: false },
});
