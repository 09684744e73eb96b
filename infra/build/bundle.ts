import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, relative } from 'node:path'
import { errorTable } from '@linli/shared/error-table'
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild'
import { zipSync } from 'fflate'
import { root } from '../check/repository'
import { joinStatic } from './join-static'
import { lateShapes } from './late-shapes'
import { lazyCommonJs } from './lazy-commonjs'

/** Bundled CommonJS packages still call require for Node's own modules. */
const banner = "import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);"

/** Zip entries carry this time, so that an unchanged bundle is an unchanged archive. */
const mtime = '1980-01-01T00:00:00'

/**
 * What a source file opens at run time by its name beside itself, and so wants beside its bundle. Those that are `apart`
 * are dynamic imports with packages of their own: bundled together, what two SDKs share would be read at every start.
 */
const companions = [
  { of: 'functions/src/outbox-sender.ts', name: 'queue-client', entry: 'functions/src/queue-client.ts', apart: true },
  { of: 'functions/src/deps.ts', name: 'secret-store', entry: 'functions/src/secret-store.ts', apart: true },
  {
    of: 'functions/src/files/object-store.ts',
    name: 's3-bucket',
    entry: 'functions/src/files/s3-bucket.ts',
    apart: true,
  },
  { of: 'functions/src/imports/read-workbook.ts', name: 'parse-child', entry: 'functions/src/imports/parse-child.ts' },
  {
    of: 'functions/src/payments/receipt-font.ts',
    name: 'receipt-font.woff',
    copy: '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff',
  },
]

/**
 * What draws photos is a native library that finds its parts by their packages' places: they go along as they are, for
 * the functions' own platform.
 */
const drawing = {
  of: 'functions/src/files/clean-photo.ts',
  packages: ['sharp', '@img/colour', 'detect-libc', 'semver', '@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64'],
}

const apart = companions.filter(companion => companion.apart).map(({ name }) => name)

const leaveApart: Plugin = {
  name: 'leave-apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^\\./(${apart.join('|')})$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `${path}.mjs`, external: true } : undefined,
    )
  },
}

/**
 * Functions have their credentials in the environment. The SDK's other sources are imported dynamically, but what they
 * share with it would be read at every start: 35 KB.
 */
const leaveCredentials: Plugin = {
  name: 'leave-credentials',
  setup(build) {
    build.onResolve({ filter: /^@(aws-sdk|smithy)\/credential-provider-/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
  },
}

const asked = Symbol('asked')

/** Hono does not say of its modules that importing alone does nothing; those that serve only tests would stay. */
const leaveOutUnused: Plugin = {
  name: 'leave-out-unused',
  setup(build) {
    build.onResolve({ filter: /^hono$/ }, async ({ path, pluginData, ...from }) =>
      pluginData === asked
        ? undefined
        : { path: (await build.resolve(path, { ...from, pluginData: asked })).path, sideEffects: false },
    )
  },
}

/** Zod's shapes bring what would describe them as JSON schema, which no function is asked for: 20 KB read at every start. */
const leaveJsonSchemas: Plugin = {
  name: 'leave-json-schemas',
  setup(build) {
    build.onLoad({ filter: /\/zod\/v4\/classic\/schemas\.js$/ }, ({ path }) => {
      const writers = /^import .* from "\.\.\/core\/(json-schema-processors|to-json-schema)\.js";$/gm
      const source = readFileSync(path, 'utf8')
      if (source.match(writers)?.length !== 2) throw new Error('zod writes JSON schemas otherwise than it did')
      const none =
        'const [processors, createToJSONSchemaMethod, createStandardJSONSchemaMethod] = [{}, () => {}, () => {}]'
      return { contents: `${none}\n${source.replace(writers, '')}` }
    })
  },
}

/** A function reads dayjs with the first date that it counts with: not at its start. It is called as shared/src/time.ts does. */
const lateDayjs: Plugin = {
  name: 'late-dayjs',
  setup(build) {
    const namespace = 'late-dayjs'
    build.onResolve({ filter: /^dayjs(\/plugin\/utc\.js)?$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace, sideEffects: false } : undefined,
    )
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents:
        path === 'dayjs'
          ? `let made
const dayjs = () => {
  if (made) return made
  made = require('dayjs')
  return made.extend(require('dayjs/plugin/utc.js')), made
}
export default { extend() {}, utc: (...of) => dayjs().utc(...of) }`
          : 'export default undefined',
      resolveDir: root,
    }))
  },
}

/**
 * The sentences of all refusals, as a companion that is read with the first refusal: a tenth of all that is our own.
 * Read with `require`, because who refuses does not wait.
 */
const errorTableFile = 'error-table.json'

const lateErrorTable: Plugin = {
  name: 'late-error-table',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^\\./${errorTableFile}$`) }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /\/shared\/src\/error-table\.ts$/ }, () => ({
      contents: `import { late } from '${join(root, 'infra/build/late')}'
export const errorTable = /* @__PURE__ */ late(() => require('./${errorTableFile}'))`,
      resolveDir: root,
    }))
  },
}

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  external: ['sharp'],
  target: 'node22',
  mainFields: ['module', 'main'],
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.node': 'copy' },
  outExtension: { '.js': '.mjs' },
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: banner },
  plugins: [
    lazyCommonJs,
    leaveApart,
    leaveCredentials,
    leaveOutUnused,
    leaveJsonSchemas,
    lateDayjs,
    lateErrorTable,
    lateShapes,
  ],
  legalComments: 'none',
  logLevel: 'error',
}

/**
 * One deployable: minified ESM for Node 22 with every package inside; each dynamic import becomes a lazy chunk, and all
 * that loads at the start is index.mjs. `entry` is TypeScript whose imports are relative to the root; `dir` is made anew
 * and holds index.mjs, chunks and companions; beside it stands `<dir>.zip`. The baselines of benchmarks go without plugins.
 */
export async function bundle(entry: string, dir: string, plugins = options.plugins): Promise<void> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const stdin = { contents: entry, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' as const }
  const { metafile } = await build({ ...options, plugins, stdin, outdir: dir, entryNames: 'index', metafile: true })
  const { outputs } = metafile
  const wanted = new Set(reachable(outputs))
  // esbuild also writes the chunks of imports that stood in code it dropped.
  for (const path of Object.keys(outputs)) if (!wanted.has(path)) rmSync(join(root, path))
  const [, ...chunks] = reachable(outputs, 'dynamic-import')
  const kept = [...wanted].map((path): [string, string[]] => [basename(path), outputs[path]?.exports ?? []])
  await joinStatic(
    dir,
    chunks.map(path => basename(path)),
    new Map([...kept, ...apart.map((name): [string, string[]] => [`${name}.mjs`, []])]),
  )
  const sources = new Set([...wanted].flatMap(path => Object.keys(outputs[path]?.inputs ?? {})))
  for (const { of, name, entry: child, copy } of companions) {
    if (!sources.has(of)) continue
    for (const file of child ? await companion(name, child) : [])
      writeFileSync(join(dir, basename(file.path)), file.contents)
    if (copy) copyFileSync(createRequire(join(root, of)).resolve(copy), join(dir, name))
  }
  if (sources.has('shared/src/error-table.ts')) writeFileSync(join(dir, errorTableFile), JSON.stringify(errorTable))
  if (sources.has(drawing.of)) copyPackages(join(dir, 'node_modules'))
  const files = filesOf(dir).map(name => [name, readFileSync(join(dir, name))] as const)
  writeFileSync(`${dir}.zip`, zipSync(Object.fromEntries(files), { mtime, level: 4 }))
}

/** The same beside every bundle: built once, for one process makes them all from the same sources. */
async function companion(name: string, entry: string): Promise<OutputFile[]> {
  const made =
    companionsMade.get(name) ??
    (await build({ ...options, entryPoints: { [name]: entry }, outdir: '.', write: false })).outputFiles
  companionsMade.set(name, made)
  return made
}

const companionsMade = new Map<string, OutputFile[]>()

/** Every file of a bundle, by its path within. */
export const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dir, join(entry.parentPath, entry.name)))

function copyPackages(into: string): void {
  const require = createRequire(createRequire(import.meta.url).resolve('sharp'))
  for (const name of drawing.packages) {
    const from = require.resolve.paths(name)?.find(folder => existsSync(join(folder, name)))
    if (from === undefined) throw new Error(`${name} is missing: npm install --os=linux --cpu=x64 sharp`)
    cpSync(join(from, name), join(into, name), { recursive: true, dereference: true })
  }
}

/** Bytes that Node reads before the first request, lazy chunks apart. */
export const staticSize = (dir: string): number => statSync(join(dir, 'index.mjs')).size

/** The entry, first, and every file that it leads to, except by imports of one kind. */
function reachable(outputs: Metafile['outputs'], except?: string): string[] {
  const entry = Object.keys(outputs).find(path => path.endsWith('/index.mjs'))
  if (entry === undefined) throw new Error('the bundle has no index.mjs')
  const reached = new Set([entry])
  for (const path of reached)
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind !== except && next in outputs) reached.add(next)
  return [...reached]
}
