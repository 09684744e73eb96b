import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, manifest: true, reportCompressedSize: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/v1': process.env.LINLI_API ?? 'http://127.0.0.1:8620' } },
})
