import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryFiles, root } from './repository'
import { runSteps, type Step } from './steps'
import { node, tsx, verifySteps, vitest } from './verify'

/** Dates are reckoned in `shared` and with its `time`: elsewhere, the unit tests beside what uses that. */
const dated = repositoryFiles()
  .filter(file => /^(functions|admin|miniprogram)\/.*\.tsx?$/.test(file))
  .filter(file => readFileSync(file, 'utf8').includes("'@linli/shared/time'"))
  .map(file => file.replace(/(\.test)?(\.tsx?)$/, '.test$2'))
  .filter(existsSync)

/** Phones and hosts live in every zone; the community's calendar decides (the first zone, UTC, is in verify). */
const zones: Step[] = ['Asia/Tokyo', 'America/New_York'].map(zone => ({
  name: `unit tests in ${zone}`,
  command: vitest('unit', '--maxWorkers', '1', 'shared/', ...dated),
  env: { TZ: zone, LINLI_ZONE: zone },
}))

/** Made once for the phones' and the browser's tests: each of their stacks starts from a copy. */
const sample = '.cache/check/sample'
const estate = { LINLI_SAMPLE_ESTATE: join(root, sample) }

/**
 * Everything that CI checks. The long suites wait for engines, phones and browsers more than they compute, and what they
 * wait for takes long to build: all that comes first, and what is short fills the gaps.
 */
await runSteps([
  ...verifySteps,
  { name: 'engine tests', command: vitest('engine'), env: { TZ: 'America/New_York' } },
  { name: 'build: admin', command: tsx('infra/build/admin.ts') },
  { name: 'build: h5', command: tsx('infra/build/h5.ts') },
  { name: 'build: weapp', command: tsx('infra/build/weapp.ts') },
  { name: 'build: alipay', command: tsx('infra/build/alipay.ts') },
  { name: 'sample estate', command: tsx('e2e/weapp/make-sample.ts', sample) },
  {
    name: 'browser tests',
    command: vitest('browser'),
    env: estate,
    after: ['build: admin', 'build: h5', 'sample estate'],
  },
  {
    name: 'weapp tests',
    command: vitest('weapp*'),
    env: { TZ: 'Asia/Tokyo', ...estate },
    after: ['build: weapp', 'build: alipay', 'sample estate'],
  },
  { name: 'simulation', command: tsx('infra/simulate/simulate.ts', '--seed', '1', '--histories', '500') },
  { name: 'build: functions', command: tsx('infra/build/functions.ts') },
  { name: 'dead code', command: node('knip/bin/knip.js', '--no-progress') },
  { name: 'deployment template', command: tsx('infra/check/template.ts'), after: ['build: functions'] },
  { name: 'vercel builder', command: tsx('infra/check/vercel.ts'), after: ['build: functions'] },
  { name: 'bundles start', command: tsx('infra/check/bundles.ts'), after: ['build: functions'] },
  ...zones,
  {
    name: 'size',
    command: tsx('infra/bench/size.ts'),
    after: ['build: functions', 'build: admin', 'build: weapp', 'build: alipay', 'engine tests'],
  },
])
