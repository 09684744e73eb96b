import { type Mutant, mutant } from './mutant'

const online = 'payments/online-refund.engine.test.ts'

/** Online money on its way back. */
export const refunds: Mutant[] = [
  mutant(
    'an abnormal refund gives its money back to bills and lots',
    'payments/record-refund.ts',
    "if (refund.state === 'closed') return releaseItems",
    "if (refund.state === 'closed' || refund.state === 'abnormal') return releaseItems",
    online,
  ),
  mutant(
    'an accepted refund counts as there',
    'payments/record-refund.ts',
    "  processing: 'accepted',",
    "  processing: 'succeeded',",
    online,
  ),
  mutant(
    'a closed refund keeps its money',
    'payments/record-refund.ts',
    "  if (refund.state === 'closed') return releaseItems(ctx, order, refund)\n",
    '',
    online,
  ),
  mutant(
    'a refund that is there is paid once more with each word of the channel',
    'payments/record-refund.ts',
    "  if (refund.state === next) return 'known'\n  if (refund.state === 'succeeded') return next === 'accepted' ? 'known' : 'contradiction'\n",
    '',
    online,
  ),
  mutant(
    'a refund of another sum is recorded',
    'payments/record-refund.ts',
    'said.amountFen !== refund.amountFen || ',
    '',
    'payments/record-refund.engine.test.ts',
  ),
  {
    what: 'a refund may come to more than was paid',
    edits: [
      {
        file: 'functions/src/payments/refund-rules.ts',
        find: '(isOwn && amountFen > refundableFen(order))',
        replace: '(isOwn && amountFen > refundableFen(order) * 1e6)',
      },
      {
        file: 'functions/src/payments/refunded-shares.ts',
        find: "    if (fen > most) throw new AppError('payments.refund_too_much')\n",
        replace: '',
      },
    ],
    tests: ['functions/src/payments/refund-order.engine.test.ts', `functions/src/${online}`],
  },
  mutant(
    'a refund is not reserved on its order',
    'payments/refund-rules.ts',
    'refundReservedFen: (order.refundReservedFen ?? 0) + amountFen }),',
    'refundReservedFen: order.refundReservedFen ?? 0 }),',
    online,
  ),
  mutant(
    'two requests of a refund are sent within a minute',
    'payments/refund-rules.ts',
    'const pauseMs = 60_000',
    'const pauseMs = 0',
    online,
  ),
  mutant(
    'whoever asked for a refund agrees to it too',
    'payments/decide-refund.ts',
    "    if (refund.cashierId === cashierId) throw new AppError('payments.own_refund')\n",
    '',
    online,
  ),
  mutant(
    'a refund above the limit needs nobody',
    'payments/request-refund.ts',
    "unapprovedFen(earlier) + what.amountFen > limitFen ? 'waiting' : 'requested'",
    "unapprovedFen(earlier) + what.amountFen > limitFen * 1e6 ? 'waiting' : 'requested'",
    online,
  ),
  mutant(
    'small refunds add up to more than the limit',
    'payments/request-refund.ts',
    'unapprovedFen(earlier) + what.amountFen > limitFen',
    'what.amountFen > limitFen',
    online,
  ),
  mutant(
    'a refund is asked for under a new number each time',
    'payments/pursue-refund.ts',
    '      outRefundNo,\n      amountFen,\n      totalFen,',
    '      outRefundNo: `R${ctx.newId()}`,\n      amountFen,\n      totalFen,',
    online,
  ),
  mutant(
    'a refund that is given up is closed without asking the channel',
    'payments/pursue-refund.ts',
    "return known === 'unknown_trade' ? { outRefundNo, amountFen, state: 'closed' } : known",
    "return known ? { outRefundNo, amountFen, state: 'closed' } : known",
    'payments/refund-forgotten.engine.test.ts',
  ),
  mutant(
    'a refund that is given up is closed at once',
    'payments/refund-timing.ts',
    'givenUpMs = 16 * minuteMs',
    'givenUpMs = 0',
    'payments/online-refund.engine.test.ts',
  ),
  mutant(
    'a refund that its channel forgot is asked for no more',
    'payments/pursue-refund.ts',
    "known === 'unknown_trade' && refund.state === 'accepted' && !refund.isForeign",
    'false',
    'payments/refund-forgotten.engine.test.ts',
  ),
]
