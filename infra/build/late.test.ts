import { describe, expect, test } from 'vitest'
import { types } from 'node:util'
import * as z from 'zod'
import { late, lateVerb } from './late'

describe('a late object', () => {
  test('is made once, by the first who looks into it', () => {
    let times = 0
    const home = late(() => {
      times++
      return { room: '3-101' }
    })
    expect(times).toBe(0)
    expect([home.room, home.room, times]).toEqual(['3-101', '3-101', 1])
  })

  test('can be spread', () => {
    const home = late(() => ({ room: '3-101' }))
    expect({ ...home, owner: '李小红' }).toEqual({ room: '3-101', owner: '李小红' })
  })
})

describe('a late shape', () => {
  const Home = late(() => z.object({ room: z.string(), owner: z.string().optional() }))

  test('parses, refuses and strips as the shape does', () => {
    expect(Home.parse({ room: '3-101', area: 1 })).toEqual({ room: '3-101' })
    expect(Home.safeParse({ room: 3 }).error?.issues[0]?.path).toEqual(['room'])
  })

  test('is part of other shapes', () => {
    const Homes = z.object({ items: z.array(Home), first: Home.nullable() })
    expect(Homes.parse({ items: [{ room: '3-101' }], first: null })).toEqual({
      items: [{ room: '3-101' }],
      first: null,
    })
    expect(Homes.safeParse({ items: [{}], first: null }).error?.issues[0]?.path).toEqual(['items', 0, 'room'])
  })

  test('can be extended and picked from, and its fields be the fields of others', () => {
    expect(Home.extend({ area: z.number() }).parse({ room: '3-101', area: 1 })).toEqual({ room: '3-101', area: 1 })
    expect(Home.pick({ owner: true }).parse({ room: '3-101' })).toEqual({})
    const fields = late(() => ({ room: z.string() }))
    expect(z.strictObject(fields).safeParse({ room: '3-101', area: 1 }).success).toBe(false)
    expect(z.object({}).extend(fields).parse({ room: '3-101' })).toEqual({ room: '3-101' })
  })

  test('is one of a discriminated union', () => {
    const Paid = late(() => z.object({ state: z.literal('paid') }))
    const Open = late(() => z.object({ state: z.literal('open'), dueFen: z.number() }))
    const Bill = z.discriminatedUnion('state', [Paid, Open])
    expect(Bill.parse({ state: 'paid' })).toEqual({ state: 'paid' })
    expect(Bill.safeParse({ state: 'open' }).error?.issues[0]?.path).toEqual(['dueFen'])
  })

  test('that is often asked has its late parts as they are, however deep', () => {
    const Room = late(() => z.object({ code: z.string() }))
    const Home = late(() => z.object({ rooms: z.array(Room).optional(), either: z.union([Room, z.string()]) }))
    expect(Home.parse({ either: { code: '3-101' } })).toEqual({ either: { code: '3-101' } })
    const proxies = () => [Home.shape.rooms.unwrap().def.element, Home.shape.either.options[0], Home].map(types.isProxy)
    expect(proxies()).toEqual([true, true, true])
    for (let i = 0; i < 64; i++) Home.parse({ either: { code: '3-101' } })
    expect(proxies()).toEqual([false, false, true])
    expect(Home.parse({ either: { code: '3-101' }, rooms: [{ code: '3-102' }] }).rooms).toEqual([{ code: '3-102' }])
  })
})

test('a late verb is imported by its first call, and asked for again when that failed', async () => {
  let times = 0
  const verb = lateVerb(async () => {
    if (++times === 1) throw new Error('no such file')
    return await Promise.resolve((room: string) => Promise.resolve(`paid ${room}`))
  })
  await expect(verb('3-101')).rejects.toThrow('no such file')
  expect([await verb('3-101'), await verb('3-102'), times]).toEqual(['paid 3-101', 'paid 3-102', 2])
})
