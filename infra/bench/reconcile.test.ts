import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeBill } from './reconcile-bill'
import { comparedLines, splitLines } from './reconcile-sides'

it('both sides read the same lines, and ours meets each with its settlement', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-bill-'))
  const path = join(dir, 'bill.csv')
  await writeBill(path, 3210)
  expect(await comparedLines(path, 3210)).toBe(3210)
  expect(await splitLines(path)).toBe(3210)
  await expect(comparedLines(path, 3209)).rejects.toThrow('the same')
  await rm(dir, { recursive: true })
})
