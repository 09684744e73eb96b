import { describe, expect, it } from 'vitest'
import { type MatchPerson, matchPeople } from './people-match'
import { matchSentence } from './people-words'

const person = (ref: string, name: string, more: Partial<MatchPerson> = {}): MatchPerson => ({
  ref,
  name,
  kind: 'natural',
  phones: [],
  idNumbers: [],
  rooms: [],
  ...more,
})
const pairs = (people: MatchPerson[], known: MatchPerson[] = []) =>
  matchPeople(people, known).map(({ ref, other, reason, differs }) =>
    `${ref}=${other} ${reason} ${differs.join()}`.trim(),
  )

describe('matchPeople', () => {
  it('the same ID number is the same person, and other names are named', () => {
    const id = { idNumbers: ['110101199003070038'] }
    expect(pairs([person('a', '李小红', id), person('b', '李晓红', id)])).toEqual(['b=a same_id name'])
    expect(pairs([person('a', '欧阳·锋', id), person('b', '欧阳 锋', id)])).toEqual(['b=a same_id'])
  })

  it('the same phone with the same surname, compound surnames whole', () => {
    const phone = { phones: ['13812345678'] }
    expect(pairs([person('a', '李小红', phone), person('b', '李大明', phone)])).toEqual([
      'b=a same_phone_and_surname name',
    ])
    expect(pairs([person('a', '欧阳锋', phone), person('b', '欧小红', phone)])).toEqual([])
    expect(pairs([person('a', '李小红', phone), person('b', '王小红', phone)])).toEqual([])
  })

  it('the same name in the same room', () => {
    const [here, there] = [{ rooms: ['3-2-1501'] }, { rooms: ['3-2-1502'] }]
    expect(pairs([person('a', '李小红', here), person('b', '李小红', here)])).toEqual(['b=a same_name_and_room'])
    expect(pairs([person('a', '李小红', here), person('b', '李小红', there)])).toEqual([])
  })

  it('father and son are two: different ID numbers outweigh phone, surname and room', () => {
    const home = { phones: ['13812345678'], rooms: ['3-2-1501'] }
    const father = person('a', '李明', { ...home, idNumbers: ['1'] })
    expect(pairs([father, person('b', '李明', { ...home, idNumbers: ['2'] })])).toEqual([])
    expect(pairs([father, person('b', '李明', home)])).toEqual(['b=a same_phone_and_surname'])
  })

  it('an organisation is not the person whose phone it gives, and is the same by its whole name', () => {
    const phone = { phones: ['13812345678'] }
    const company = (ref: string, name: string) => person(ref, name, { ...phone, kind: 'organisation' })
    expect(pairs([company('a', '东大置业有限公司'), person('b', '东方亮', phone)])).toEqual([])
    expect(pairs([company('a', '东大置业有限公司'), company('b', '东海水产有限公司')])).toEqual([])
    expect(pairs([company('a', '东大（西安）公司'), company('b', '东大(西安)公司')])).toEqual([
      'b=a same_phone_and_surname',
    ])
  })

  it('keyed hashes serve as the values do, and one of two key versions is enough', () => {
    const known = [person('p1', '李小红', { phones: ['new-hash', 'old-hash'] }), person('p2', '王芳')]
    const people = [person('row 5', '李小红', { phones: ['old-hash'] })]
    expect(pairs(people, known)).toEqual(['row 5=p1 same_phone_and_surname'])
    const opaque = (ref: string, surname: string) => person(ref, `h-${ref}`, { surname, phones: ['h'] })
    expect(pairs([opaque('a', 'h-li')], [opaque('b', 'h-li'), opaque('c', 'h-wang')])).toEqual([
      'a=b same_phone_and_surname name',
    ])
  })

  it('one number in ten thousand rows does not make a pair of each two', () => {
    const people = Array.from({ length: 10_000 }, (_, nth) => person(`${nth}`, `李${nth}`, { phones: ['02988888888'] }))
    expect(matchPeople(people).length).toBeLessThan(10_000 * 20)
  })

  it('says why, and what to compare', () => {
    const match = { ref: 'a', other: 'b', reason: 'same_id', differs: ['name', 'phone'] } as const
    expect(matchSentence({ ...match, differs: [...match.differs] })).toBe(
      '证件号码相同，姓名、手机号不同，请核对是不是同一位',
    )
    expect(matchSentence({ ...match, differs: [] })).toBe('证件号码相同，是同一位')
  })
})
