// @vitest-environment jsdom
import { linesOf } from '@linli/shared/billing/sample-bill'
import { ExplainedBill } from '@linli/shared/billing/schema'
import { Me } from '@linli/shared/identity/schema'
import { expect, test } from 'vitest'
import { weappOwner } from './build'
import { simulatePage } from './simulate'

const id = (letter: string) => letter.repeat(26)
const place = { communityId: 'GZ3K9Q', roomId: id('R') }

const me = Me.parse({
  accountId: id('A'),
  homes: [
    {
      ...place,
      communityName: '梧桐苑',
      officePhone: '010-8620 0000',
      roomCode: '3-2-1501',
      occupancyId: id('C'),
      personId: id('P'),
      personName: '王建国',
      role: 'owner',
      from: '2018-01-01',
      seesBills: true,
    },
  ],
  requests: [],
  fontSize: 'standard',
  consents: [],
})

const bill = ExplainedBill.parse({
  billId: id('B'),
  communityId: place.communityId,
  object: { type: 'room', id: place.roomId, code: '3-2-1501' },
  feeItemId: id('F'),
  feeItemName: '物业费',
  nature: 'own_revenue',
  entityId: id('E'),
  period: { from: '2026-02-15', to: '2026-02-28' },
  rev: 0,
  payer: { kind: 'owners', personIds: [id('P')], name: '王建国' },
  lines: linesOf('2026-02-15', '2026-02-28'),
  amountFen: 10_293,
  dueDate: '2026-02-28',
  lateFee: { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 },
  state: 'published',
  paidFen: 0,
  lateFeePaidFen: 0,
  publishedAt: '2026-02-01T01:00:00.000Z',
  runId: id('N'),
  dueFen: 10_293,
  lateFeeFen: 62,
  overdueDays: 12,
  standards: [
    {
      tariffId: linesOf('2026-02-15', '2026-02-28')[0]?.tariffId,
      from: '2018-03-01',
      price: 23_000,
      per: 'month',
      ground: { kind: 'contract', text: '物业服务合同 第八条' },
    },
  ],
})

test('miniprogram-simulate shows a bill with its computation', async () => {
  const { dom } = await simulatePage(weappOwner(), 'billing/bill/index', '去缴费', {
    storage: { 'linli.token': 'token', 'linli.me': me },
    query: { ...place, billId: bill.billId },
    answer: bill,
  })
  // A space at which no line ends reads like any other.
  const text = dom.textContent?.replaceAll('\u00a0', ' ')
  expect(text).toContain('收费面积 89.50 m² × 2.30 元')
  expect(text).toContain('2月15日起，按 14/28 天')
  expect(text).toContain('算出 102.925 元，四舍五入到分')
  expect(text).toContain('合同约定每天 0.05%，计 12 天')
  expect(text).toContain('收费标准2.30 元/m²·月')
  expect(text).toContain('103.55')
  expect(text).toContain('去缴费')
})
