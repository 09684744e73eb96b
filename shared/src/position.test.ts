import { expect, it } from 'vitest'
import { distanceText, metresBetween, positionText } from './position'

const tower = { latE6: 31_239_700, lngE6: 121_499_800 }

it.each([
  [tower, 0],
  // A degree of latitude is 111.2 km; of longitude at 31° north 95.1 km.
  [{ ...tower, latE6: tower.latE6 + 10_000 }, 1_112],
  [{ ...tower, lngE6: tower.lngE6 + 10_000 }, 951],
])('to %o it is %i m, there and back', (other, metres) => {
  expect([metresBetween(tower, other), metresBetween(other, tower)]).toEqual([metres, metres])
})

it.each([
  [0, '约 10 米'],
  [994, '约 990 米'],
  [1_449, '约 1.4 公里'],
])('%i m is said as %s', (metres, said) => {
  expect(distanceText(metres)).toBe(said)
})

it('a point is said as people read maps', () => {
  expect(positionText(tower)).toBe('北纬 31.23970° 东经 121.49980°')
})
