import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { zipSync } from 'fflate'
import * as z from 'zod'

/** Bundled CommonJS packages still call require for Node's own modules. */
const banner = "import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);"

/** Zip entries carry this time, so that an unchanged bundle is an unchanged archive. */
const mtime = '1980-01-01T00:00:00'

type Bundle = {
  /** TypeScript of the entry, its imports relative to `root`. */
  entry: string
  root: string
  /** Made anew: `index.mjs`, its lazy chunks; beside it `<dir>.json` (esbuild's metafile) and `<dir>.zip`. */
  dir: string
}

/** One deployable: minified ESM for Node 22 with every package inside; each dynamic import becomes a lazy chunk. */
export async function bundle({ entry, root, dir }: Bundle): Promise<void> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    absWorkingDir: root,
    outdir: dir,
    entryNames: 'index',
    chunkNames: 'chunk-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: banner },
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  })
  writeFileSync(`${dir}.json`, JSON.stringify(metafile))
  const files = readdirSync(dir).map(name => [name, readFileSync(join(dir, name))] as const)
  writeFileSync(`${dir}.zip`, zipSync(Object.fromEntries(files), { mtime }))
}

const Outputs = z.object({
  outputs: z.record(
    z.string(),
    z.object({ bytes: z.number(), imports: z.array(z.object({ path: z.string(), kind: z.string() })) }),
  ),
})

/** Bytes that Node reads before the first request: index.mjs and what it imports statically, lazy chunks apart. */
export function staticSize(dir: string): number {
  return staticBytes(Outputs.parse(JSON.parse(readFileSync(`${dir}.json`, 'utf8'))).outputs)
}

export function staticBytes(outputs: z.infer<typeof Outputs>['outputs']): number {
  const entry = Object.keys(outputs).find(path => path.endsWith('/index.mjs'))
  if (entry === undefined) throw new Error('the bundle has no index.mjs')
  const reached = new Set([entry])
  for (const path of reached)
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && next in outputs) reached.add(next)
  return [...reached].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)
}
