import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assertPortFree, freePort } from './ports'
import { explainSystemError } from './start-error'
import { openStateDir, orDiskFull } from './state-dir'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-state-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

it('keeps files across starts and empties itself on request', async () => {
  const path = join(root, '.linli')
  const first = await openStateDir({ path })
  await first.writeJson('stack.json', { port: 8620 })
  await first.close()
  const second = await openStateDir({ path })
  expect(await second.readJson('stack.json')).toEqual({ port: 8620 })
  await second.close()
  const fresh = await openStateDir({ path, fresh: true })
  expect(await fresh.readJson('stack.json')).toBeUndefined()
})

it('refuses a second stack, and empties nothing under the first', async () => {
  const path = join(root, '.linli')
  const first = await openStateDir({ path })
  await first.writeJson('keep.json', 1)
  await writeFile(first.file('pid'), `${process.ppid}\n`)
  await expect(openStateDir({ path, fresh: true })).rejects.toThrow(`process ${process.ppid}`)
  expect(await first.readJson('keep.json')).toBe(1)
})

it('takes over from a process that is gone', async () => {
  const path = join(root, '.linli')
  await openStateDir({ path })
  await writeFile(join(path, 'pid'), '999999999\n')
  await expect(openStateDir({ path })).resolves.toBeDefined()
})

it('removes a throw-away directory', async () => {
  const dir = await openStateDir({ path: join(root, 'demo'), throwAway: true })
  await dir.close()
  expect(await readdir(root)).toEqual([])
})

it('says in one sentence that the disk is full', async () => {
  const path = join(root, '.linli')
  await expect(openStateDir({ path, minFreeBytes: Number.MAX_SAFE_INTEGER })).rejects.toThrow(
    `The disk that holds ${path} is full: free some space and start again.`,
  )
  const written = explainSystemError(Object.assign(new Error('write'), { code: 'ENOSPC' }), { path })
  expect(String(written)).toContain('is full')
})

it('says so too when it filled while something else was at work, and of nothing else', async () => {
  const failed = new Error('upload: 500')
  expect(await orDiskFull(failed, root, Number.MAX_SAFE_INTEGER)).toMatchObject({ name: 'StartError' })
  expect(await orDiskFull(failed, root)).toBe(failed)
  expect(await orDiskFull(failed, join(root, 'gone'))).toBe(failed)
})

it('tells a free port from a taken one', async () => {
  const port = await freePort()
  await expect(assertPortFree(port)).resolves.toBeUndefined()
})
