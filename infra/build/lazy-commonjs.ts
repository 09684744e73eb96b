import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'

const asked = Symbol('asked')
const namespace = 'lazy-commonjs'

/**
 * Gives a CommonJS package that is imported dynamically the exports that Node gives it: its own names, and itself as
 * the default. esbuild alone gives only the default, so that `const { hash } = await import(…)` is undefined.
 */
export const lazyCommonJs: Plugin = {
  name: namespace,
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === asked) return undefined
      const found = await build.resolve(path, { kind: 'require-call', resolveDir, importer, pluginData: asked })
      const isCommonJs = found.errors.length === 0 && !found.external && !/^(import|export)\b/m.test(read(found.path))
      return isCommonJs ? { path: found.path, namespace } : undefined
    })
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: facade(path),
      resolveDir: dirname(path),
      loader: 'js',
    }))
  },
}

const read = (path: string) => readFileSync(path, 'utf8')

function facade(path: string): string {
  const exported: object = createRequire(import.meta.url)(path)
  const names = Object.keys(exported).filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default')
  return `const all = require(${JSON.stringify(path)})\nexport default all\nexport const { ${names.join(', ')} } = all\n`
}
