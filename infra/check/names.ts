import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { domains } from '@linli/shared/domains'
import { check } from './report'
import { repositoryFiles, root } from './repository'

const longestLines = 300
/** Written by a program from what people read elsewhere. */
const written = new Set(['functions/src/domain-routes.ts'])

/** Folders that may stand directly in a layer; `domains` are allowed where the flag says so. */
const layers: Record<string, { domains: boolean; common: string[] }> = {
  'shared/src': { domains: true, common: [] },
  'functions/src': { domains: true, common: [] },
  'admin/src': { domains: true, common: ['kit'] },
  'miniprogram/src': { domains: false, common: ['kit', 'owner', 'staff', 'platform'] },
  'miniprogram/src/owner': { domains: true, common: ['tabs', 'static'] },
  'miniprogram/src/staff': { domains: true, common: ['tabs', 'static', 'outbox'] },
  shared: { domains: false, common: ['src'] },
  functions: { domains: false, common: ['src', 'entries', 'test'] },
  admin: { domains: false, common: ['src', 'public', 'test'] },
  miniprogram: { domains: false, common: ['src', 'config', 'test'] },
  infra: { domains: false, common: ['bench', 'build', 'check', 'functions', 'ledger', 'local', 'simulate'] },
  e2e: { domains: false, common: ['browser', 'weapp'] },
}

const vague = /^(utils?|types?|constants?|helpers?|common|misc|lib)$/
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const named = /^(README\.md|LICENSE)$/

/** Every name that breaks the house's rules; `files` are paths from the root. */
export function nameProblems(files: string[], known: readonly string[] = domains): string[] {
  const found = new Set<string>()
  for (const file of files) {
    const parts = file.split('/')
    const name = parts.at(-1) ?? ''
    if (!kebab.test(name) && !named.test(name)) found.add(`${file}: file names are kebab-case`)
    if (/^(shared|functions)\/.*\/index\.tsx?$/.test(file)) found.add(`${file}: no barrel files`)
    if (vague.test(name.replace(/\..*$/, ''))) found.add(`${file}: says nothing of what it holds`)
    parts.slice(0, -1).forEach((folder, depth) => {
      const path = parts.slice(0, depth + 1).join('/')
      const layer = layers[parts.slice(0, depth).join('/')]
      if (vague.test(folder)) found.add(`${path}/: says nothing of what it holds`)
      if (layer && !layer.common.includes(folder) && !(layer.domains && known.includes(folder)))
        found.add(`${path}/: not a domain of shared/src/domains.ts`)
    })
  }
  return [...found]
}

const lineCount = (file: string) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length

export function lengthProblems(files: string[], lines: (file: string) => number = lineCount): string[] {
  return files
    .filter(file => /\.(ts|tsx|js)$/.test(file) && !written.has(file) && lines(file) > longestLines)
    .map(file => `${file}: ${lines(file)} lines, at most ${longestLines}`)
}

await check(import.meta.url, 'names', () => {
  const files = repositoryFiles()
  return [...nameProblems(files), ...lengthProblems(files)]
})
