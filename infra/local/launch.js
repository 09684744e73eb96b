/**
 * `node infra/local/launch.js start [flags]`: runs start.ts, or another file beside it, with all that it imports of ours
 * joined to one script. A loader that is asked for each of a thousand sources takes longer than an estate of 300 rooms.
 * Plain JavaScript: nothing has to be compiled before the compiler.
 */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '../..')
const [name] = process.argv.splice(2, 1)
const outdir = join(root, '.cache/local')

/** Packages stay where npm put them. @type {import('esbuild').Plugin} */
const onlyOurs = {
  name: 'only-ours',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path.startsWith('@linli/') ? undefined : { path, external: true },
    )
  },
}

/**
 * A source goes on to find what stands beside it, but for the process that reads workbooks: it stands joined beside the script.
 * @type {import('esbuild').Plugin}
 */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8')
      if (!contents.includes('import.meta.') || path.endsWith('run-child.ts')) return undefined
      const placed = contents
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      return { contents: placed, loader: 'ts' }
    })
  },
}

/** @type {typeof import('esbuild')} */
const { build, stop } = await import('esbuild').catch(() => {
  process.stderr.write('Not everything is installed: run npm ci.\n')
  process.exit(1)
})
await build({
  entryPoints: [join(import.meta.dirname, `${name}.ts`), join(root, 'functions/src/imports/parse-child.ts')],
  outdir,
  entryNames: '[name]',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  plugins: [onlyOurs, ownPlaces],
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
})
await stop()
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(outdir, `${name}.mjs`)).href)
