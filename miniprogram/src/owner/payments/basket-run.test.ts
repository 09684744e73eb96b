import { expect, test } from 'vitest'
import type { PayAnswer } from '../../platform/platform'
import { decide, type PartIo, payPart } from './basket-run'

type Answer = Awaited<ReturnType<PartIo<string>['check']>>
const open: Answer = { state: 'prepaid', amountFen: 100 }

/** A phone that answers so, and a server whose answers come in this order, the last again and again. */
function world(
  said: PayAnswer['outcome'],
  answers: (Answer | 'silent')[],
  closed: Answer = { ...open, state: 'closed' },
) {
  const did: string[] = []
  let asked = 0
  const io: PartIo<string> = {
    create: () => Promise.resolve({ order: { orderId: 'o', amountFen: 100 }, pay: 'params' }),
    pay: () => {
      did.push('pay')
      return Promise.resolve({ outcome: said, ...(said === 'failed' && { reason: '余额不足' }) })
    },
    check: () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]
      did.push('check')
      return answer === undefined || answer === 'silent'
        ? Promise.reject(new Error('no network'))
        : Promise.resolve(answer)
    },
    close: () => {
      did.push('close')
      return Promise.resolve(closed)
    },
    wait: () => Promise.resolve(),
  }
  return { io, did }
}
const paid: Answer = { state: 'paid', amountFen: 100, paidFen: 100 }

test('paid is the server’s word, whatever the phone says', async () => {
  for (const said of ['paid-claimed', 'silent', 'cancelled'] as const) {
    const { io } = world(said, ['silent', paid])
    expect(await payPart(io, 100, () => undefined)).toEqual({ end: 'paid', orderId: 'o', paidFen: 100 })
  }
})

test('a no gives the order back at the channel; one that proves paid there goes on as paid', async () => {
  const no = world('cancelled', [open])
  expect(await payPart(no.io, 100, () => undefined)).toEqual({ end: 'cancelled', orderId: 'o' })
  expect(no.did).toEqual(['pay', 'check', 'close'])
  const bank = world('failed', [open])
  expect(await payPart(bank.io, 100, () => undefined)).toEqual({ end: 'refused', orderId: 'o', reason: '余额不足' })
  expect(await payPart(world('cancelled', [open], paid).io, 100, () => undefined)).toMatchObject({ end: 'paid' })
})

test('what may be on its way is neither paid nor unpaid: it ends, and is never closed by us', async () => {
  for (const said of ['paid-claimed', 'silent'] as const) {
    const { io, did } = world(said, [open])
    expect(await payPart(io, 100, () => undefined)).toEqual({ end: 'confirming', orderId: 'o', said })
    expect([did.length, did.includes('close')]).toEqual([11, false])
    expect(await decide(world(said, [{ ...open, state: 'closed' }]).io, 'o', said)).toBeUndefined()
  }
  const held = world('paid-claimed', [{ ...open, suspended: true }])
  expect(await payPart(held.io, 100, () => undefined)).toMatchObject({ end: 'suspended' })
})

test('a phone that never answered, and a channel that says nobody paid: the same order goes on, unless the phone claims it', async () => {
  const unpaid = { ...open, unpaid: true as const }
  const quiet = world('silent', [unpaid])
  expect(await payPart(quiet.io, 100, () => undefined)).toEqual({ end: 'cancelled', orderId: 'o' })
  expect(quiet.did.filter(each => each === 'check')).toHaveLength(10)
  expect(await payPart(world('paid-claimed', [unpaid]).io, 100, () => undefined)).toMatchObject({ end: 'confirming' })
})

test('another sum than was shown is not paid', async () => {
  const { io, did } = world('paid-claimed', [paid])
  expect(await payPart(io, 99, () => undefined)).toEqual({ end: 'changed', amountFen: 100 })
  expect(did).toEqual([])
})
