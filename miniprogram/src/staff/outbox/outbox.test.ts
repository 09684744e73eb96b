import { expect, it } from 'vitest'
import { CallFailed, type Problem, type ProblemKind, problemOf } from '../../problems'
import type { Entry } from './entry'
import { createOutbox } from './outbox'

const me = '01KAQ0000000000000000000ME'
const repairId = '01KAQ000000000000000000RD1'
const entry = (key: string, rest: Partial<Entry> = {}): Entry => ({
  key,
  personId: me,
  communityId: 'ABC123',
  repairId,
  about: '水管漏水 3-2-1501',
  name: 'start',
  input: {},
  at: '2026-11-23T01:00:00.000Z',
  files: [],
  tries: 0,
  ...rest,
})
const photo = (key: string) => ({ key, path: `wxfile://${key}`, kind: 'photo' as const, size: 9 })

type World = {
  stored: readonly Entry[]
  who: string | undefined
  answers: Map<string, Problem>
  got: string[]
  files: string[]
  noted: string[]
  forgotten: string[]
  down: boolean
  keys: number
}

/** A phone whose storage outlives the app, and a server that says what the test tells it to. */
function phone() {
  const world: World = {
    stored: [],
    who: me,
    answers: new Map(),
    got: [],
    files: [],
    noted: [],
    forgotten: [],
    down: false,
    keys: 0,
  }
  const fail = (problem: Problem) => Promise.reject(new CallFailed(problem))
  const start = () =>
    createOutbox({
      read: () => structuredClone([...world.stored]),
      write: entries => void (world.stored = structuredClone([...entries])),
      personId: () => world.who,
      newKey: () => `fresh-${world.keys++}`,
      sendFile(_, { key }) {
        if (world.down) return fail(problemOf('offline'))
        world.files.push(key)
        return Promise.resolve(`id-of-${key}`)
      },
      send({ key }) {
        const answer = world.answers.get(key)
        if (world.down) return fail(problemOf('offline'))
        if (answer) return fail(answer)
        world.got.push(key)
        return Promise.resolve()
      },
      handOver({ key }) {
        if (world.down) return fail(problemOf('offline'))
        world.noted.push(key)
        return Promise.resolve()
      },
      forgetFile: path => void world.forgotten.push(path),
    })
  return { world, start }
}

it('without a network everything is in the storage; a new start of the app sends it in its order, each once', async () => {
  const { world, start } = phone()
  world.down = true
  const killed = start()
  killed.add(entry('a'))
  killed.add(entry('b', { name: 'addWorkPictures', files: [photo('p'), photo('q')] }))
  killed.add(entry('c', { name: 'finish' }))
  await killed.run()
  expect(world.stored.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  world.down = false
  const outbox = start()
  await Promise.all([outbox.run(), outbox.run(), outbox.run()])
  expect(world.got).toEqual(['a', 'b', 'c'])
  expect(world.files).toEqual(['p', 'q'])
  expect(world.forgotten).toEqual(['wxfile://p', 'wxfile://q'])
  expect(world.stored).toEqual([])
})

it('a picture that arrived is not sent again when the line breaks before the rest', async () => {
  const { world, start } = phone()
  const outbox = start()
  world.answers.set('b', problemOf('offline'))
  outbox.add(entry('b', { name: 'addWorkPictures', files: [photo('p')] }))
  await outbox.run()
  world.answers.clear()
  await start().run()
  expect([world.files, world.got]).toEqual([['p'], ['b']])
})

it('what is refused stays with its words and its pictures, and holds nothing up', async () => {
  const { world, start } = phone()
  const taken = { ...problemOf('refused'), head: '这张单已由李师傅接走' }
  world.answers.set('a', taken)
  const outbox = start()
  outbox.add(entry('a', { name: 'grab', files: [photo('p')] }))
  outbox.add(entry('b'))
  await outbox.run()
  expect(world.got).toEqual(['b'])
  expect(start().get()).toMatchObject([{ key: 'a', refused: { why: '这张单已由李师傅接走', handOver: false } }])
  expect(world.forgotten).toEqual([])
  outbox.askToHandOver('a')
  await outbox.run()
  await outbox.run()
  expect(world.noted).toEqual(['a'])
  outbox.dismiss('a')
  expect([world.stored, world.forgotten]).toEqual([[], ['wxfile://p']])
})

it('what somebody did who was dismissed meanwhile is shown as refused and goes to the office, once, when there is a network', async () => {
  const { world, start } = phone()
  const outbox = start()
  for (const key of ['a', 'b']) {
    world.answers.set(key, problemOf('forbidden'))
    outbox.add(entry(key))
  }
  await outbox.run()
  await start().run()
  expect(world.noted).toEqual(['a', 'b'])
  expect(world.stored.map(({ refused }) => refused?.handedOver)).toEqual([true, true])
})

it('only the entries of whoever is signed in are sent, and none that waits goes away by hand', async () => {
  const { world, start } = phone()
  const outbox = start()
  outbox.add(entry('other', { personId: '01KAQ00000000000000000THEM' }))
  outbox.add(entry('mine'))
  await outbox.run()
  outbox.dismiss('other')
  expect([world.got, world.stored.map(({ key }) => key)]).toEqual([['mine'], ['other']])
  world.who = undefined
  outbox.add(entry('later'))
  await outbox.run()
  expect(world.stored).toHaveLength(2)
})

it.each<ProblemKind>(['offline', 'busy', 'signed_out'])('%s: waits, however often', async kind => {
  const { world, start } = phone()
  world.answers.set('a', problemOf(kind))
  const outbox = start()
  outbox.add(entry('a'))
  for (let i = 0; i < 9; i++) await outbox.run()
  expect(world.stored[0]?.refused).toBeUndefined()
})

it('a server that breaks each time is asked five times, then somebody is told; swept pictures are brought again', async () => {
  const { world, start } = phone()
  const outbox = start()
  world.answers.set('a', problemOf('broken'))
  outbox.add(entry('a'))
  for (let i = 0; i < 5; i++) await outbox.run()
  expect(world.stored[0]?.refused?.why).toBe('服务器一直没有接受，请联系物业')
  world.answers.set('b', { ...problemOf('refused', { code: 'files.not_arrived' }), head: '还没有传完，请再传一次' })
  outbox.add(entry('b', { files: [photo('p')] }))
  const asked = outbox.run()
  await asked
  expect(world.files).toEqual(['p', 'fresh-0', 'fresh-1', 'fresh-2', 'fresh-3'])
  expect(world.stored.at(-1)?.refused?.why).toBe('还没有传完，请再传一次')
})
