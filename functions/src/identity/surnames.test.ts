import { describe, expect, it } from 'vitest'
import { mayBeOffered, shares, sixSurnames } from './surnames'

const seeds = Array.from({ length: 700 }, (_, i) => `seed ${i}`)
const countIn = (lists: string[][], surname: string) => lists.filter(list => list.includes(surname)).length

describe('six surnames', () => {
  it('are six different ones, the same each time, with the own among them', () => {
    for (const seed of seeds.slice(0, 50)) {
      const list = sixSurnames(seed, '覃')
      expect([new Set(list).size, list.includes('覃')]).toEqual([6, true])
      expect(sixSurnames(seed, '覃')).toEqual(list)
      // Without the own one it is the same list but for one: nobody sees both.
      expect(sixSurnames(seed).filter(each => list.includes(each)).length).toBeGreaterThanOrEqual(5)
    }
  })

  it('look alike with an own surname and without: each is as likely as it is frequent', () => {
    const without = seeds.map(seed => sixSurnames(seed))
    // Own surnames as frequent as in life.
    const all = [...shares.values()].reduce((sum, share) => sum + share, 0)
    let [from, nth] = [0, 0]
    const owned = [...shares].flatMap(([surname, share]) => {
      from += share
      const lists: string[][] = []
      while ((nth + 0.5) / seeds.length < from / all) lists.push(sixSurnames(`own ${nth++}`, surname))
      return lists
    })
    expect(owned).toHaveLength(seeds.length)
    for (const surname of ['王', '李', '陈', '徐', '何']) {
      const [a, b] = [countIn(without, surname), countIn(owned, surname)]
      expect([surname, Math.abs(a - b) < 2.5 * Math.sqrt(a + b)]).toEqual([surname, true])
    }
  })

  it('hold no surname that is rare, of two characters, or an organisation’s', () => {
    const names = ['王小明', '欧阳锋', '亓明', '张记五金店有限公司']
    expect(names.map(name => mayBeOffered(name, name.startsWith('欧阳') ? '欧阳' : name.slice(0, 1)))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
