import { type Mutant, mutant } from './mutant'

const collect = 'payments/collect.engine.test.ts'
const held = 'payments/held-money.engine.test.ts'
const race = 'payments/desk-race.engine.test.ts'
const both = 'payments/desk-and-online.engine.test.ts'
const refund = 'payments/refund-order.engine.test.ts'

/** The counter: money in, back, and in advance. */
export const desk: Mutant[] = [
  mutant(
    'the counter does not look whether somebody is paying online',
    'payments/collect.ts',
    'order.shares, order.paidAt, asRead),',
    'order.shares, order.paidAt),',
    both,
    race,
  ),
  mutant(
    'the counter leaves online orders open',
    'payments/collect.ts',
    '    await freeOfOnlineOrders(ctx, communityId, asked, despiteBank)\n',
    '',
    both,
    collect,
  ),
  mutant(
    'the counter takes another sum than the clerk saw',
    'payments/bills-at-desk.ts',
    'if (dueFen !== whole || amountFen > whole)',
    'if (amountFen > whole)',
    collect,
  ),
  mutant('a part payment leaves its bill paid', 'payments/shares.ts', "  leaves: 'part_paid',\n", '', collect),
  mutant(
    'a slip is entered twice',
    'payments/slip-numbers.ts',
    'return used ? [] : [{ put: slip, ifAbsent: true }]',
    'return []',
    collect,
  ),
  mutant(
    'money is entered into a day that is closed',
    'finance/till-items.ts',
    '    if: { closedAt: undefined },\n',
    '',
    'finance/day-close.engine.test.ts',
  ),
  mutant(
    'the till counts a refund as money that came',
    'payments/refund-order.ts',
    'amountFen: -refund.amountFen,\n      valueDate',
    'amountFen: refund.amountFen,\n      valueDate',
    refund,
  ),
  {
    what: 'a refund is posted with the sign of a payment',
    edits: [
      {
        file: 'functions/src/payments/refunded-shares.ts',
        find: '    .map(line => ({ ...line, amountFen: -line.amountFen }))',
        replace: '    .map(line => ({ ...line, amountFen: line.amountFen }))',
      },
      {
        file: 'functions/src/payments/refund-order.ts',
        find: "account: 'channel_cash', amountFen: -amountFen,",
        replace: "account: 'channel_cash', amountFen,",
      },
    ],
    tests: [`functions/src/${refund}`],
  },
  mutant(
    'a refund forgets what went back before',
    'payments/refunded-shares.ts',
    "principalFen: share.principalFen - gone(share.billId, 'principalFen'),",
    'principalFen: share.principalFen,',
    refund,
  ),
  mutant(
    'two refunds of one order do not meet',
    'payments/refund-store.ts',
    "if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId },",
    "if: { state: 'paid', accountId: order.accountId },",
    'payments/refund-race.engine.test.ts',
  ),
  mutant(
    'a refund leaves its bill as it was',
    'billing/refund-bill.ts',
    'const paidFen = bill.paidFen - principalFen',
    'const paidFen = bill.paidFen',
    refund,
  ),
  mutant(
    'a refund does not look at what its bill has become',
    'billing/refund-bill.ts',
    '      paidFen: bill.paidFen,\n      lateFeePaidFen: bill.lateFeePaidFen,\n',
    '',
    'payments/refund-race.engine.test.ts',
  ),
  mutant(
    'two may take from one lot at a time',
    'payments/desk-lots.ts',
    '    if: { leftFen: lot.leftFen },\n',
    '',
    held,
  ),
  mutant(
    'a lot gives money and keeps it',
    'payments/desk-lots.ts',
    'const leftFen = lot.leftFen - taken.amountFen',
    'const leftFen = lot.leftFen',
    held,
  ),
  mutant(
    'more goes back from a lot than it has',
    'payments/refund-prepayment.ts',
    "    if (amountFen > item.leftFen) throw new AppError('payments.refund_too_much')\n",
    '',
    held,
  ),
  mutant(
    'two workers deduct at a time',
    'payments/deduction-writes.ts',
    '      soleWorker(community.communityId, lease),\n',
    '',
    held,
  ),
  mutant(
    'a prepayment pays a bill that somebody is paying',
    'payments/deduction-writes.ts',
    'order.shares, order.paidAt, asRead),',
    'order.shares, order.paidAt),',
    race,
  ),
  mutant(
    'a prepayment pays the bills of others',
    'shared/src/payments/deduction.ts',
    'const isTheirs = lot.payer.personIds.some(id => bill.payer.personIds.includes(id))',
    'const isTheirs = true',
    'shared/src/payments/deduction.test.ts',
  ),
]
