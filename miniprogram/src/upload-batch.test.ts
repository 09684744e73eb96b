import type { Media } from '@linli/shared/files/media'
import { expect, it, vi } from 'vitest'
import { CallFailed, problemOf } from './problems'
import { createBatch, type KeptPiece } from './upload-batch'

const picked = (path: string) => ({ path, kind: 'photo' as const, size: 10 })
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

/** A server and a line of which the test decides when each piece arrives. */
function line(resumed: readonly KeptPiece[] = []) {
  const forgotten: string[] = []
  let stored = [...resumed]
  const arrived: string[] = []
  const onTheWay = new Map<string, { arrive: () => void; fail: () => void; percent: (n: number) => void }>()
  let most = 0
  let keys = 0
  const batch = createBatch(
    {
      newKey: () => `key-${keys++}`,
      start: (_piece, key) => Promise.resolve({ fileId: key, upload: { url: '', fields: {} } }),
      send: (_form, piece, percent) =>
        new Promise((resolve, reject) => {
          onTheWay.set(piece.path, {
            percent,
            arrive() {
              onTheWay.delete(piece.path)
              arrived.push(piece.path)
              resolve()
            },
            fail() {
              onTheWay.delete(piece.path)
              reject(new CallFailed(problemOf('offline')))
            },
          })
          most = Math.max(most, onTheWay.size)
        }),
      finish: fileId => Promise.resolve<Media>({ fileId, kind: 'photo' }),
      files: {
        keep: path => (path === 'full' ? Promise.reject(new Error('full')) : Promise.resolve(`kept-${path}`)),
        open: kept => Promise.resolve(kept.replace('kept-', '')),
        forget: kept => void forgotten.push(kept),
      },
      write: waiting => (stored = waiting),
    },
    resumed,
  )
  return { batch, onTheWay, arrived, forgotten, stored: () => stored, most: () => most }
}

it('sends two at a time from the moment they are chosen, with how far each is', async () => {
  const { batch, onTheWay, most } = line()
  batch.add([picked('a'), picked('b'), picked('c')])
  await settled()
  expect([...onTheWay.keys()]).toEqual(['a', 'b'])
  onTheWay.get('a')?.percent(40)
  onTheWay.get('b')?.percent(100)
  expect(batch.get().map(({ percent }) => percent)).toEqual([40, 99, 0])
  onTheWay.get('b')?.arrive()
  await settled()
  expect([...onTheWay.keys()]).toEqual(['a', 'c'])
  expect(batch.get().map(({ state }) => state)).toEqual(['sending', 'ready', 'sending'])
  expect(most()).toBe(2)
})

it('gives a record what is ready when it exists, and the others as they come; the record never waits', async () => {
  const { batch, onTheWay } = line()
  batch.add([picked('a'), picked('b')])
  await settled()
  onTheWay.get('a')?.arrive()
  await settled()
  const given: string[][] = []
  batch.attachTo(fileIds => Promise.resolve(given.push(fileIds)))
  await settled()
  expect(given).toEqual([[batch.get()[0]?.key]])
  onTheWay.get('b')?.arrive()
  await settled()
  expect(given).toHaveLength(2)
  expect(batch.get().every(({ state }) => state === 'attached')).toBe(true)
})

it('what failed stays with its reason and is sent again to the same place', async () => {
  const { batch, onTheWay, arrived } = line()
  batch.add([picked('a')])
  await settled()
  onTheWay.get('a')?.fail()
  await settled()
  const [failed] = batch.get()
  expect(failed).toMatchObject({ state: 'failed', problem: { kind: 'offline' } })
  batch.again(failed?.key ?? '')
  await settled()
  onTheWay.get('a')?.arrive()
  await settled()
  expect(arrived).toEqual(['a'])
  expect(batch.get()[0]).toMatchObject({ state: 'ready', key: failed?.key })
})

it('a record that took nothing is asked again with the same piece, which is not sent again', async () => {
  const { batch, onTheWay, arrived } = line()
  batch.add([picked('a')])
  await settled()
  onTheWay.get('a')?.arrive()
  await settled()
  let refuses = true
  const give = vi.fn<() => Promise<void>>(() =>
    refuses ? Promise.reject(new CallFailed(problemOf('offline'))) : Promise.resolve(),
  )
  batch.attachTo(give)
  await settled()
  expect(batch.get()[0]?.state).toBe('failed')
  refuses = false
  batch.again(batch.get()[0]?.key ?? '')
  await settled()
  expect(batch.get().every(({ state }) => state === 'attached')).toBe(true)
  expect(give).toHaveBeenCalledTimes(2)
  expect(arrived).toEqual(['a'])
})

it('a piece that is taken away is not given', async () => {
  const { batch, onTheWay } = line()
  batch.add([picked('a'), picked('b')])
  await settled()
  batch.remove(batch.get()[0]?.key ?? '')
  onTheWay.get('a')?.arrive()
  onTheWay.get('b')?.arrive()
  await settled()
  const give = vi.fn<(fileIds: string[]) => Promise<void>>(() => Promise.resolve())
  batch.attachTo(give)
  await settled()
  expect(give).toHaveBeenCalledWith([batch.get()[0]?.key])
})

it('a video’s picture goes before it, and does not keep it up where it fails', async () => {
  const finished: (string | undefined)[][] = []
  const sent: string[] = []
  let keys = 0
  const batch = createBatch({
    newKey: () => `key-${keys++}`,
    files: { keep: path => Promise.resolve(path), open: path => Promise.resolve(path), forget() {} },
    write() {},
    start: (_piece, key) => Promise.resolve({ fileId: key, upload: { url: '', fields: {} } }),
    send: (_form, { path }) =>
      path === 'lost' ? Promise.reject(new Error('gone')) : Promise.resolve(void sent.push(path)),
    finish: (fileId, posterId) => {
      finished.push([fileId, posterId])
      return Promise.resolve<Media>({ fileId, kind: 'video' })
    },
  })
  const video = { kind: 'video' as const, size: 10 }
  batch.add([{ ...video, path: 'a', thumbPath: 'frame' }])
  await settled()
  batch.add([{ ...video, path: 'b', thumbPath: 'lost' }])
  await settled()
  expect(sent).toEqual(['a', 'frame', 'b'])
  expect(finished).toEqual([
    ['key-1', undefined],
    ['key-0', 'key-1'],
    ['key-2', undefined],
  ])
  expect(batch.get().map(({ state }) => state)).toEqual(['ready', 'ready'])
})

it('what waits stands in the phone, and goes on after the app was killed; what arrived, or was taken away, is forgotten', async () => {
  const before = line()
  before.batch.add([picked('a'), picked('b'), picked('full')])
  await settled()
  before.onTheWay.get('a')?.arrive()
  await settled()
  expect(before.stored().map(({ kept, media }) => [kept, media?.fileId])).toEqual([
    ['kept-a', 'key-0'],
    ['kept-b', undefined],
  ])
  const after = line(before.stored())
  const given: string[] = []
  after.batch.attachTo(fileIds => Promise.resolve(given.push(...fileIds)))
  await settled()
  expect(given).toEqual(['key-0'])
  expect([...after.onTheWay.keys()]).toEqual(['b'])
  after.onTheWay.get('b')?.arrive()
  await settled()
  await settled()
  expect([given, after.forgotten, after.stored()]).toEqual([['key-0', 'key-1'], ['kept-a', 'kept-b'], []])
  before.batch.remove('key-1')
  expect(before.forgotten).toEqual(['kept-b'])
})
