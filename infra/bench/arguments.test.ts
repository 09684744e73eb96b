import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../check/repository'
import { readArguments } from './arguments'

const names = ['callback', 'growth']
const read = (...args: string[]) => readArguments('bench', names, args, {})

test('without a name all are chosen, with names those, in the order given', () => {
  expect(read()).toEqual({ chosen: names, json: false })
  expect(read('growth', '--json')).toEqual({ chosen: ['growth'], json: true })
  expect(read('growth', 'callback').chosen).toEqual(['growth', 'callback'])
})

test('a name stands for its cases, and for nothing that only begins like it', () => {
  const cases = ['callback:wechat', 'callback:alipay', 'callback-hot']
  expect(readArguments('bench', cases, ['callback'], {}).chosen).toEqual(['callback:wechat', 'callback:alipay'])
  expect(readArguments('bench', cases, ['callback:alipay', 'callback-hot'], {}).chosen).toEqual(cases.slice(1))
  expect(() => readArguments('bench', cases, ['call'], {})).toThrow('There is no call')
})

test.each([
  [['speed'], 'There is no speed: choose from callback, growth.'],
  [['growth', 'speed'], 'There is no speed'],
  [['--fast'], 'npm run bench -- [name] [--json]'],
])('%j is refused with the right line', (args, sentence) => {
  expect(() => read(...args)).toThrow(sentence)
})

test('a size has no names', () => {
  expect(() => readArguments('size', [], ['weapp'], {})).toThrow('The line is: npm run size -- [--json]')
})

test('a flag that npm swallowed is noticed', () => {
  expect(() => readArguments('bench', names, [], { npm_config_json: '' })).toThrow('npm took --json for itself: put --')
})

test('an unknown name ends the run with one sentence and exit code 1', () => {
  const { npm_config_json: _json, ...env } = process.env
  const run = spawnSync(join(root, 'node_modules/.bin/tsx'), [join(root, 'infra/bench/bench.ts'), 'speed'], {
    encoding: 'utf8',
    env,
  })
  const listed =
    'billing-run, billing-rerun, billing-memory, billing-publish, callback:wechat, callback:alipay, callback-verify, callback-hot, api-home, cold-start, import, import-large, growth, rules, reconcile, repair-lists, search-posts, push-10k, pass-verify, dispatch, import-match'
  expect(run.stderr.trim()).toBe(`There is no speed: choose from ${listed}.`)
  expect(run.stdout).toBe('')
  expect(run.status).toBe(1)
})
