import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const skipped = new Set(['node_modules', 'dist', '.cache', '.swc'])

/** SHA-256 over the names and bytes of all files below these paths, tests left out, and over `extra`. */
export function hashOfSources(paths: readonly string[], extra = ''): string {
  const hash = createHash('sha256').update(extra)
  for (const start of paths)
    for (const file of filesOf(start)) hash.update(`\n${path.relative(start, file)}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(at: string): string[] {
  if (!statSync(at).isDirectory()) return [at]
  return readdirSync(at)
    .filter(name => !skipped.has(name) && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap(name => filesOf(path.join(at, name)))
}

/** Whether `folder` was built from exactly these sources. */
export const isBuiltFrom = (folder: string, hash: string): boolean =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === hash

export const stampBuild = (folder: string, hash: string): void => writeFileSync(stampOf(folder), hash)

/** Beside the folder, not in it: the folder is shipped. */
const stampOf = (folder: string): string => `${folder}.sources`
