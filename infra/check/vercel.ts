import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { filesOf } from '../build/bundle'
import { check } from './report'
import { root } from './repository'

const Config = z.object({
  builds: z.array(z.object({ src: z.string(), use: z.string(), config: z.record(z.string(), z.unknown()) })),
  routes: z.array(z.object({ dest: z.string() })),
})
const Builder = z.object({
  version: z.number(),
  build: z.function({ input: [z.unknown()], output: z.promise(z.unknown()) }),
})
const Built = z.object({
  output: z.object({ handler: z.string(), files: z.record(z.string(), z.unknown()), shouldAddHelpers: z.boolean() }),
})

/**
 * Runs the builder that vercel.json names, offline, on a copy of the bundled entry: the whole bundle must be taken
 * along, chunks included. Needs the bundles in functions/dist.
 */
export async function vercelProblems(): Promise<string[]> {
  const { builds, routes } = Config.parse(JSON.parse(readFileSync(join(root, 'vercel.json'), 'utf8')))
  const [only] = builds
  if (!only || builds.length > 1) return ['vercel.json: one build is expected']
  if (!existsSync(join(root, only.src))) return [`${only.src} is missing: npm run build:functions`]
  const names = filesOf(join(root, dirname(only.src))).map(name => `${dirname(only.src)}/${name}`)
  const output = await buildCopy(names, only.src, only.config)
  return [
    ...names.filter(name => !(name in output.files)).map(name => `${name} is not taken along`),
    ...(output.handler === only.src ? [] : [`the handler is ${output.handler}`]),
    ...(output.shouldAddHelpers ? ['its helpers would read a callback before we do'] : []),
    ...routes.filter(({ dest }) => dest !== `/${only.src}`).map(({ dest }) => `vercel.json leads to ${dest}`),
  ]
}

/** The builder installs what a package.json beside the entry asks for, so it works where there is none. */
async function buildCopy(names: string[], entrypoint: string, config: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-vercel-'))
  try {
    for (const name of names) cpSync(join(root, name), join(folder, name))
    const files = names.map(name => [name, { type: 'FileFsRef', mode: 0o100644, fsPath: join(folder, name) }])
    const builder = Builder.parse(createRequire(import.meta.url)('@vercel/node'))
    const place = { workPath: folder, repoRootPath: folder, meta: { skipDownload: true } }
    return Built.parse(await builder.build({ ...place, files: Object.fromEntries(files), entrypoint, config })).output
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await check(import.meta.url, 'vercel', vercelProblems)
