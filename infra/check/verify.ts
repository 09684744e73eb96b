import { isMain } from './report'
import { runSteps, type Step } from './steps'

export const node = (script: string, ...args: string[]) => [process.execPath, `node_modules/${script}`, ...args]
export const tsx = (script: string, ...args: string[]) => node('tsx/dist/cli.mjs', script, ...args)
/** What one suite has compiled, the next finds: most read the same sources. */
export const vitest = (project: string, ...args: string[]) =>
  node('vitest/vitest.mjs', 'run', '--project', project, '--reporter', 'default', kept, ...args)

const kept = '--experimental.fsModuleCache'

const layers = ['shared', 'functions', 'infra', 'admin', 'miniprogram', 'e2e']

/** The linter has built the types of everything before its first rule, so it tells what is wrong with them in one pass. */
export const verifySteps: Step[] = [
  {
    name: 'types and lint',
    command: node('oxlint/bin/oxlint', '--type-check', ...layers, 'vitest.config.ts'),
  },
  { name: 'format', command: node('@biomejs/biome/bin/biome', 'format', '.') },
  { name: 'names', command: tsx('infra/check/names.ts') },
  { name: 'documents', command: tsx('infra/check/docs.ts') },
  { name: 'repository', command: tsx('infra/check/repository.ts') },
  { name: 'unit tests', command: vitest('unit'), env: { TZ: 'UTC' } },
]

/** What a person runs before every commit: within a minute on two cores, so without the longest unit tests. */
if (isMain(import.meta.url))
  await runSteps(verifySteps.map(step => ({ ...step, env: { LINLI_QUICK: '1', ...step.env } })))
