import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { root } from '../check/repository'

const joined = join(root, '.cache/test/parse-child.mjs')

/**
 * The process that reads workbooks as one script, for tests, which start it some hundred times: from its sources it would
 * ask a loader for each of them, more than half a second every time. Made anew at every call, in place of the last one.
 * @returns run-child.ts's source that starts it; any other source, or none of ours, as undefined
 */
export function joinChild(): (source: string, path: string) => string | undefined {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['functions/src/imports/parse-child.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    write: false,
    logLevel: 'error',
  })
  mkdirSync(dirname(joined), { recursive: true })
  // Another run may be starting it at this moment.
  const fresh = `${joined}.${process.pid}`
  writeFileSync(fresh, outputFiles[0]?.contents ?? '')
  renameSync(fresh, joined)
  const child = JSON.stringify(pathToFileURL(joined).href)
  return (source, path) =>
    path.endsWith('/functions/src/imports/run-child.ts') ? source.replace("'./parse-child.ts'", child) : undefined
}
