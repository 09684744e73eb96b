import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoomCode, parseRoomName, sortCode } from './room-code'
import { RoomCode } from './schema'

const codeOf = (input: Parameters<typeof parseRoomName>[0]) => {
  const result = parseRoomName(input)
  return result.ok ? result.code : result.reason
}

describe('parseRoomName, one text', () => {
  it.each([
    ['3-2-1501', '3-2-1501'],
    ['1-1-1001', '1-1-1001'],
    ['1#1-1001', '1-1-1001'],
    ['1#-1-1001', '1-1-1001'],
    ['1#1001', '1-0-1001'],
    ['3栋2单元1501', '3-2-1501'],
    ['3幢2单元1501室', '3-2-1501'],
    ['3号楼2单元1501号', '3-2-1501'],
    ['第3栋第2单元1501', '3-2-1501'],
    ['三号楼二单元1501', '3-2-1501'],
    ['十二栋一单元301', '12-1-301'],
    ['3号楼2门501', '3-2-501'],
    ['3号楼1501', '3-0-1501'],
    ['3栋12室', '3-0-12'],
    ['3-1501', '3-0-1501'],
    ['３栋２单元１５０１', '3-2-1501'],
    ['3－2－1501', '3-2-1501'],
    ['3—2—1501', '3-2-1501'],
    ['　3栋 2单元 1501室 ', '3-2-1501'],
    ['3 2 1501', '3-2-1501'],
    ['3-2 1501', '3-2-1501'],
    ['03-02-0101', '3-2-101'],
    ['3栋2单元15层1501', '3-2-1501'],
    ['A座1810', 'A-0-1810'],
    ['a座-1810', 'A-0-1810'],
    ['A1-2-301', 'A1-2-301'],
    ['12A栋2单元1501B', '12A-2-1501B'],
    ['5-0-12', '5-0-12'],
    ['5-0-商铺12', '5-0-12'],
    ['5-0-S12', '5-0-S12'],
    ["'3-2-1501", '3-2-1501'],
  ])('%s is %s', (text, code) => expect(codeOf(text)).toBe(code))

  it.each([
    ['', 'room_empty'],
    ['   ', 'room_empty'],
    ['1501', 'room_no_building'],
    ['2单元1501', 'room_no_building'],
    ['321501', 'room_no_building'],
    ['3-2', 'room_ambiguous'],
    ['3栋2', 'room_ambiguous'],
    ['3栋2单元15层01', 'room_ambiguous'],
    ['2511-2513', 'room_range'],
    ['101-102', 'room_range'],
    ['3-2-1501-1503', 'room_range'],
    ['3栋2单元1501~1503', 'room_range'],
    ['3栋2单元1501至1503', 'room_range'],
    ['3-2-1501/1502', 'room_range'],
    ['3-2-1501、1502', 'room_range'],
    ['3-1501-1502', 'room_range'],
    ['商用-B座2511-2513', 'room_range'],
    ['商用-B座1810', 'room_words'],
    ['一楼大厅', 'room_words'],
    ['东区3栋2单元1501', 'room_words'],
    ['3-2-1501(复式)', 'room_words'],
    ['1F-01', 'room_floor'],
    ['B1-001', 'room_floor'],
    ['2015-03-02', 'room_date'],
    ['3月2日', 'room_date'],
    ['2-Mar', 'room_date'],
    ['3-2-0', 'room_form'],
    ['3-2-150101', 'room_form'],
    ['?', 'room_form'],
  ])('%s is refused: %s', (text, reason) => expect(codeOf(text)).toBe(reason))
})

describe('parseRoomName, three columns', () => {
  it.each([
    ['3', '2', '1501', '3-2-1501'],
    ['03', '02', '0101', '3-2-101'],
    ['3.0', '2.0', '1501.0', '3-2-1501'],
    ['3栋', '2单元', '1501室', '3-2-1501'],
    ['3#', '', '1501', '3-0-1501'],
    ['3', '无', '1501', '3-0-1501'],
    ['3', '0', '12', '3-0-12'],
    ['3栋2单元', '', '1501', '3-2-1501'],
    ['', '3栋2单元', '1501', '3-2-1501'],
    ['3', '3栋2单元', '1501', '3-2-1501'],
    ['3', '2', '3-2-1501', '3-2-1501'],
    ['', '', '3栋2单元1501', '3-2-1501'],
    ['3', '2', '2-1501', '3-2-1501'],
    ['3', '', '2-1501', '3-2-1501'],
    ['3', '2', '3-1501', '3-2-1501'],
    ['A座', '', '1810', 'A-0-1810'],
    ['2026-03-02', '', '1501', 'room_date'],
    ['3', '2', '', 'room_empty'],
    ['3', '2', '4-2-1501', 'room_mismatch'],
    ['3', '2', '1-1501', 'room_mismatch'],
    ['3', '4栋2单元', '1501', 'room_mismatch'],
    ['3', '', '3-1501', 'room_ambiguous'],
    ['3', '2', '2511-2513', 'room_range'],
    ['商业街', '', '12', 'room_words'],
    ['', '2', '1501', 'room_no_building'],
  ])('%s | %s | %s is %s', (building, unit, room, code) => expect(codeOf({ building, unit, room })).toBe(code))
})

const building = fc.oneof(
  fc.integer({ min: 0, max: 999 }).map(String),
  fc.constantFrom('A', 'B', 'AB', 'A1', '3A', 'S12'),
)
const unit = fc.oneof(fc.integer({ min: 0, max: 99 }).map(String), fc.constantFrom('A', 'B2'))
const room = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }).map(String),
  fc.integer({ min: 100, max: 9999 }).map(n => `${n}A`),
  fc.integer({ min: 1, max: 999 }).map(n => `S${n}`),
)
const name = fc.record({ building, unit, room })

describe('properties', () => {
  it('parse(format(x)) is x, and the code has its form', () => {
    fc.assert(
      fc.property(name, parts => {
        const code = formatRoomCode(parts)
        expect(parseRoomName(code)).toEqual({ ok: true, ...parts, code })
        expect(RoomCode.safeParse(code).success).toBe(true)
        expect(parseRoomName(parts)).toEqual({ ok: true, ...parts, code })
      }),
      { numRuns: 2000 },
    )
  })

  it('every spelling of a room has one code', () => {
    const wide = (text: string) => text.replace(/[0-9A-Z]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(name, ({ building: b, unit: u, room: r }) => {
        const spellings = [`${b}#${u}-${r}`, `${b}栋${u}单元${r}`, `${b}幢${u}单元${r}室`, `${b}号楼${u}单元-${r}`]
        spellings.push(
          `${b} - ${u} - ${r}`,
          `${b}座 ${u}单元 ${r}号`,
          wide(`${b}-${u}-${r}`),
          `${b}-${u}-${r}`.toLowerCase(),
        )
        expect(new Set(spellings.map(codeOf))).toEqual(new Set([formatRoomCode({ building: b, unit: u, room: r })]))
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws, and whatever it accepts has a stable code', () => {
    const alphabet = fc.constantFrom(...'0123456789ABF-－#~/ 栋幢座单元号楼室层月一十商铺')
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 14 }), text => {
        const result = parseRoomName(text)
        if (!result.ok) return
        expect(RoomCode.safeParse(result.code).success).toBe(true)
        expect(parseRoomName(result.code)).toEqual(result)
      }),
      { numRuns: 20_000 },
    )
  })

  it('sortCode orders by number, not by letter', () => {
    const codes = ['10-1-101', '3-2-1501', '3-10-201', '3A-1-101', '3-2-201', '3-2-1501A', 'A-0-101']
    const sorted = [...codes].sort((a, b) => (sortCode(a) < sortCode(b) ? -1 : 1))
    expect(sorted).toEqual(['3-2-201', '3-2-1501', '3-2-1501A', '3-10-201', '3A-1-101', '10-1-101', 'A-0-101'])
  })
})
