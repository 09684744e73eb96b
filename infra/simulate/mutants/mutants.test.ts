import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../check/repository'
import { misfit } from './mutant'
import { mutants } from './mutants'

it('every planted fault still applies, and its nearest tests are there', () => {
  const wrong = mutants.flatMap(({ what, edits, tests }) => [
    ...edits
      .flatMap(edit => misfit(edit, readFileSync(join(root, edit.file), 'utf8')) ?? [])
      .map(why => `${what}: ${why}`),
    ...tests.filter(file => !existsSync(join(root, file))).map(file => `${what}: ${file} is gone`),
  ])
  expect(wrong).toEqual([])
  expect(mutants.length).toBeGreaterThanOrEqual(40)
  expect(new Set(mutants.map(({ what }) => what)).size).toBe(mutants.length)
})
