import { isMain } from './report'
import { runSteps, type Step } from './steps'

export const node = (script: string, ...args: string[]) => [process.execPath, `node_modules/${script}`, ...args]
export const tsx = (script: string, ...args: string[]) => node('tsx/dist/cli.mjs', script, ...args)
export const vitest = (project: string, ...args: string[]) =>
  node('vitest/vitest.mjs', 'run', '--project', project, '--reporter', 'default', ...args)

const layers = ['shared', 'functions', 'infra', 'admin', 'miniprogram', 'e2e']

/** tsc keeps what it learnt, so that a second run only looks at what changed. */
const types = (name: string, project: string): Step => ({
  name: `types: ${name}`,
  command: node(
    'typescript/bin/tsc',
    '-p',
    project,
    '--incremental',
    '--tsBuildInfoFile',
    `.cache/tsc/${name}.tsbuildinfo`,
  ),
})

/** What a person runs before every commit: within a minute on two cores. */
export const verifySteps: Step[] = [
  // What runs on Node is one program: each of its layers includes the one below.
  types('node', 'infra/check/tsconfig.node.json'),
  types('admin', 'admin'),
  types('shared', 'shared'),
  types('miniprogram', 'miniprogram'),
  { name: 'lint', command: node('oxlint/bin/oxlint', ...layers, 'vitest.config.ts') },
  { name: 'format', command: node('@biomejs/biome/bin/biome', 'format', '.') },
  { name: 'names', command: tsx('infra/check/names.ts') },
  { name: 'documents', command: tsx('infra/check/docs.ts') },
  { name: 'repository', command: tsx('infra/check/repository.ts') },
  { name: 'unit tests', command: vitest('unit'), env: { TZ: 'UTC' }, alone: true },
]

if (isMain(import.meta.url)) await runSteps(verifySteps)
