import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the pages' own files are served; the pages themselves are at /portal, /phone, /pay and /console. */
const BASE = '/_pages/'
/** `npm run pages:watch` shows changes at once, with the data of a server on its usual port. */
const SERVER = 'http://localhost:8080'
/** And the support console with that of a payment server. */
const MERCHANT = 'http://localhost:8090'

export default defineConfig({
  base: BASE,
  plugins: [react()],
  build: {
    target: 'es2023',
    // Only what every page needs is in the first chunk; the charts come when they are shown.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/_kvitt': SERVER, '/pay/': SERVER, '/qr': SERVER, '/console/api': MERCHANT },
  },
})
