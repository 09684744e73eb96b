import react from '@vitejs/plugin-react'

/**
 * Zod's shapes bring what would describe them as JSON schema, which no page asks for; it would be loaded before the first
 * one. Functions leave it out too (infra/build/bundle.ts).
 */
const leaveJsonSchemas = {
  name: 'leave-json-schemas',
  transform: (code: string, id: string) => {
    if (!id.endsWith('/zod/v4/classic/schemas.js')) return undefined
    const writers = /^import .* from "\.\.\/core\/(json-schema-processors|to-json-schema)\.js";$/gm
    if (code.match(writers)?.length !== 2) throw new Error('zod writes JSON schemas otherwise than it did')
    const none =
      'const [processors, createToJSONSchemaMethod, createStandardJSONSchemaMethod] = [{}, () => {}, () => {}]'
    return { code: `${none}\n${code.replace(writers, '')}`, map: null }
  },
}

export default {
  base: '/admin/',
  plugins: [react(), leaveJsonSchemas],
  build: { target: 'es2022', sourcemap: false, manifest: true, reportCompressedSize: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/v1': process.env.LINLI_API ?? 'http://127.0.0.1:8620' } },
}
