import react from '@vitejs/plugin-react'

/** A plain object: vitest brings another release of vite, whose plugins have types of their own. */
export default {
  base: '/admin/',
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, manifest: true, reportCompressedSize: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/v1': process.env.LINLI_API ?? 'http://127.0.0.1:8620' } },
}
