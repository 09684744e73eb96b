import { expect, test } from 'vitest'
import { scaledTariff } from './scaled-tariff'

const five = { kind: 'percent', bp: 500 } as const

test('a percentage is of the price, the surcharge and each tier, half-up, each once', () => {
  const tiers = [{ over: 0, price: 33_330 }]
  expect(scaledTariff({ price: 23_000, surchargeFen: 510 }, five)).toEqual({ price: 24_150, surchargeFen: 536 })
  expect(scaledTariff({ price: 33_330, tiers }, five)).toEqual({ price: 34_997, tiers: [{ over: 0, price: 34_997 }] })
  expect(scaledTariff({ price: 23_001 }, { kind: 'percent', bp: -5_000 })).toEqual({ price: 11_501 })
})

test('a price of its own leaves the surcharge, and is none for tiers', () => {
  const change = { kind: 'price', price: 30_000 } as const
  expect(scaledTariff({ price: 23_000, surchargeFen: 500 }, change)).toEqual({ price: 30_000, surchargeFen: 500 })
  expect(scaledTariff({ price: 23_000, tiers: [{ over: 0, price: 23_000 }] }, change)).toBeUndefined()
})
