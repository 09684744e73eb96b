import { type Mutant, mutant } from './mutant'

const voiding = 'billing/void-bill.engine.test.ts'
const run = 'billing/billing-run.engine.test.ts'
const published = 'billing/publish-bills.engine.test.ts'

/** What bills cost, and how they come and go. */
export const billing: Mutant[] = [
  mutant(
    'an amount is rounded twice',
    'shared/src/billing/amount.ts',
    'return roundFen(exact, line.rounding)',
    "return roundFen({ n: BigInt(roundFen({ n: exact.n * BigInt(10), d: exact.d }, { mode: 'half_up', unit: 'fen' })), d: BigInt(10) }, line.rounding)",
    'shared/src/billing/oracle.test.ts',
    'shared/src/billing/rounding.test.ts',
  ),
  mutant(
    'a split between payers loses the odd fen',
    'shared/src/billing/amount.ts',
    'return splitByWeights(units, weights).map(part => part * unit)',
    'return weights.map(weight => Number((BigInt(units) * weight) / weights.reduce((a, b) => a + b))).map(part => part * unit)',
    'shared/src/billing/split-payers.test.ts',
  ),
  mutant(
    'late fee runs through the days of grace',
    'shared/src/billing/late-fee.ts',
    'const first = addDays(dueDate, terms.graceDays)',
    'const first = dueDate',
    'shared/src/billing/late-fee.test.ts',
  ),
  mutant(
    'late fee has no end',
    'shared/src/billing/late-fee.ts',
    'return { n: n < cap ? n : cap, d: BigInt(1_000_000) }',
    'return { n: cap > 0 ? n : cap, d: BigInt(1_000_000) }',
    'shared/src/billing/late-fee.test.ts',
  ),
  mutant(
    'the days of a bill are not kept',
    'billing/publish-chunk.ts',
    '    ...covers.writes(bills),\n',
    '',
    run,
    published,
  ),
  {
    // The look at what was brought along alone changes nothing: a room's basis has that too.
    what: 'a draft is published over days that are billed',
    edits: [
      {
        file: 'functions/src/billing/publish-chunk.ts',
        find: '      covers.isUncovered(bill)',
        replace: '      covers.isUncovered(bill) !== undefined',
      },
      {
        file: 'functions/src/billing/publish-chunk.ts',
        find: 'left.filter(({ bill }) => covers.isUnbilled(bill))',
        replace: 'left.filter(({ bill }) => covers.isUnbilled(bill) !== undefined)',
      },
    ],
    tests: ['functions/src/billing/prepay.engine.test.ts'],
  },
  mutant(
    'a publication is not posted',
    'billing/publish-chunk.ts',
    '      bills,\n    }),\n    ...creditItems',
    '      bills: [],\n    }),\n    ...creditItems',
    published,
  ),
  mutant(
    'a void does not give its days back',
    'billing/void-bill.ts',
    '        coverWriteAt(coverKeyOf(bill), cover, items, holdersOf(reissued)),\n',
    '',
    voiding,
  ),
  mutant(
    'a void is not posted',
    'billing/void-bill.ts',
    '        ...voidingItems(ctx, communityId, bill),\n',
    '',
    voiding,
  ),
  mutant(
    'a void does not end the order that pays its bill',
    'billing/void-bill.ts',
    '  if (!answer.closeOrderId) return bill\n',
    '  if (answer) return bill\n',
    voiding,
  ),
  mutant(
    'a void does not look at what was paid meanwhile',
    'billing/void-bill.ts',
    '      state: bill.state,\n      paidFen: bill.paidFen,\n      lateFeePaidFen: 0,\n      payingOrderId: bill.payingOrderId,\n',
    '',
    voiding,
  ),
]
