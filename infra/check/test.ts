import { runSteps, type Step } from './steps'
import { node, tsx, verifySteps, vitest } from './verify'

/** Phones and hosts live in every zone; the community's calendar decides (the first zone, UTC, is in verify). */
const zones: Step[] = ['Asia/Tokyo', 'America/New_York'].map(zone => ({
  name: `unit tests in ${zone}`,
  command: vitest('unit', 'shared/', 'functions/', 'admin/', 'miniprogram/'),
  env: { TZ: zone },
  alone: true,
}))

/** Everything that CI checks, in the order in which a fault is cheapest to find. */
await runSteps([
  ...verifySteps,
  { name: 'dead code', command: node('knip/bin/knip.js', '--no-progress') },
  ...zones,
  { name: 'engine tests', command: vitest('engine'), env: { TZ: 'America/New_York' }, alone: true },
  { name: 'build: functions', command: tsx('infra/build/functions.ts'), alone: true },
  { name: 'deployment template', command: tsx('infra/check/template.ts') },
  { name: 'vercel builder', command: tsx('infra/check/vercel.ts') },
  { name: 'bundles start', command: tsx('infra/check/bundles.ts') },
  { name: 'build: admin', command: node('vite/bin/vite.js', 'build', 'admin'), alone: true },
  { name: 'build: weapp', command: tsx('infra/build/weapp.ts'), alone: true },
  { name: 'build: h5', command: tsx('infra/build/h5.ts'), alone: true },
  { name: 'size', command: tsx('infra/bench/size.ts'), alone: true },
  { name: 'weapp tests', command: vitest('weapp'), env: { TZ: 'Asia/Tokyo' }, alone: true },
  { name: 'browser tests', command: vitest('browser'), alone: true },
])
