import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newHeader, sealedFile } from './sealed-archive'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'linli-sealed-'))
})
afterEach(() => rm(dir, { recursive: true }))

const key = Buffer.alloc(32, 7)

it('waits for a slow disk as often as it must, and leaves nothing behind that listens', async () => {
  const warnings: string[] = []
  const hear = (warning: Error) => warnings.push(warning.name)
  process.on('warning', hear)
  const file = sealedFile(path.join(dir, 'a'), newHeader(), key)
  for (let i = 0; i < 30; i++) await file.write(Buffer.alloc(100_000))
  await file.end()
  await new Promise(resolve => setImmediate(resolve))
  process.off('warning', hear)
  expect(warnings).toEqual([])
  expect((await readFile(path.join(dir, 'a'))).length).toBe(3_000_016)
})

it('tells whoever writes that the disk failed, whenever it did', async () => {
  const file = sealedFile(path.join(dir, 'no', 'such', 'folder'), newHeader(), key)
  await file.write(Buffer.alloc(10)).catch(() => undefined)
  await new Promise(resolve => setTimeout(resolve, 20))
  await expect(file.write(Buffer.alloc(10))).rejects.toThrow('ENOENT')
  await expect(file.end()).rejects.toThrow('ENOENT')
})
