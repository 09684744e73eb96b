import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlaces } from './place-range'
import type { RoomParts } from './room-code'

const codesOf = (name: string | RoomParts) => {
  const read = readPlaces(name)
  return read.ok ? read.rooms.map(({ code }) => code).join(' ') : read.reason
}

describe('readPlaces', () => {
  it.each([
    ['3-2-1501', '3-2-1501'],
    ['B座2511-2513', 'B-0-2511 B-0-2512 B-0-2513'],
    ['B座B2002-2003', 'B-0-B2002 B-0-B2003'],
    ['1-1-101、102', '1-1-101 1-1-102'],
    ['1-1-101、1-1-103', '1-1-101 1-1-103'],
    ['1-1-101/1-2-101', '1-1-101 1-2-101'],
    ['1-1-101~103', '1-1-101 1-1-102 1-1-103'],
    ['１－１－１０１～１０３', '1-1-101 1-1-102 1-1-103'],
    ['1-1-101~1-1-102', '1-1-101 1-1-102'],
    ['3栋2单元1501室至1503室', '3-2-1501 3-2-1502 3-2-1503'],
    ['1-1-101-103、105', '1-1-101 1-1-102 1-1-103 1-1-105'],
    ['1-1-101\n102', '1-1-101 1-1-102'],
    ['1-1-0101~0102', '1-1-101 1-1-102'],
    ['5-0-12-14', '5-0-12 5-0-13 5-0-14'],
    ['5-0-12、13', '5-0-12 5-0-13'],
    ['3-1501-1502', '3-0-1501 3-0-1502'],
  ])('%s', (name, codes) => expect(codesOf(name)).toBe(codes))

  it.each([
    ['2511-2513', 'room_range'],
    ['1-1-101 103', 'room_range'],
    ['B座2511 2513', 'room_range'],
    ['1-1-101、02', 'room_range'],
    ['1-1-101、2-101', 'room_range'],
    ['1-1-103-101', 'room_range'],
    ['1-1-101~102~103', 'room_range'],
    ['1-1-101A-103A', 'room_range'],
    ['1-1-101-1501', 'room_range'],
    ['B座2511-13', 'room_range'],
    ['1-2-3-4', 'room_range'],
    ['1-1-198~203', 'place_range_floors'],
    ['1-0-01~99', 'place_range_long'],
    ['2020-06-10', 'room_date'],
  ])('%s is refused: it can be read in two ways', (name, reason) => expect(codesOf(name)).toBe(reason))

  it.each([
    ['B座', '', '2511-2513', 'B-0-2511 B-0-2512 B-0-2513'],
    ['3', '2', '101、103', '3-2-101 3-2-103'],
    ['3', '2', '3-2-101~102', '3-2-101 3-2-102'],
    ['', '', '3-2-101~102', '3-2-101 3-2-102'],
    ['3', '2', '4-2-101~102', 'room_range'],
  ])('columns %s | %s | %s', (building, unit, room, codes) => expect(codesOf({ building, unit, room })).toBe(codes))

  it('a range is every number from the first to the last, whatever stands between them', () => {
    const floors = fc.integer({ min: 1, max: 99 })
    const doors = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(floors, doors, fc.constantFrom('-', '~', '至', '到', '－'), (floor, [door, more], mark) => {
        const [low, high] = [floor * 100 + door, floor * 100 + door + more]
        const wanted = Array.from({ length: more + 1 }, (_, nth) => `7-2-${low + nth}`)
        expect(codesOf(`7-2-${low}${mark}${high}`)).toBe(wanted.join(' '))
      }),
    )
  })
})
