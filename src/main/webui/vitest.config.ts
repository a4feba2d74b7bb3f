import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Tests of pure parts and of single components. */
export default defineConfig({
  plugins: [react()],
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], css: false },
});
