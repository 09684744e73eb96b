import { type Mutant, mutant } from './mutant'

const callback = 'payments/callback.engine.test.ts'
const suspense = 'payments/suspense.engine.test.ts'
const order = 'payments/order.engine.test.ts'
const both = 'payments/desk-and-online.engine.test.ts'

/** Orders, their settlement, and how they end. */
export const orders: Mutant[] = [
  mutant(
    'a settlement leaves no marker',
    'payments/settle.ts',
    '[markerWrite(order, payment, valueDate), orderWrite(order, settled, lotIds)]',
    '[orderWrite(order, settled, lotIds)]',
    order,
    callback,
  ),
  {
    what: 'nothing stops a second settlement of the same money',
    edits: [
      {
        file: 'functions/src/payments/settlement-writes.ts',
        find: "    state: { oneOf: ['created', 'prepaid', 'closed'] },\n    suspended: order.suspended,",
        replace: '    suspended: order.suspended,',
      },
      {
        file: 'functions/src/payments/settle.ts',
        find: '[markerWrite(order, payment, valueDate), orderWrite(order, settled, lotIds)]',
        replace: '[orderWrite(order, settled, lotIds)]',
      },
      {
        file: 'functions/src/payments/settle.ts',
        find: '  const after: Write[] = [\n    { put: posting, ifAbsent: true },',
        replace: '  const after: Write[] = [\n    { put: posting },',
      },
      {
        file: 'functions/src/billing/settle-bills.ts',
        find: "      state: { oneOf: ['published', 'part_paid'] },\n      paidFen: expectedPaidFen,\n",
        replace: '',
      },
    ],
    tests: ['functions/src/payments/callback.engine.test.ts'],
  },
  mutant(
    'a settlement does not look at evidence that came meanwhile',
    'payments/settlement-writes.ts',
    '    suspended: order.suspended,\n    mismatched: order.mismatched,\n',
    '',
    suspense,
  ),
  mutant(
    'a settlement does not look at what its bill was paid meanwhile',
    'billing/settle-bills.ts',
    '      paidFen: expectedPaidFen,\n      ...(asRead',
    '      ...(asRead',
    callback,
    both,
    'functions/test/model/office-model.engine.test.ts',
  ),
  mutant(
    'a settlement goes to a void bill',
    'billing/settle-bills.ts',
    "      state: { oneOf: ['published', 'part_paid'] },\n      paidFen: expectedPaidFen,",
    '      paidFen: expectedPaidFen,',
    callback,
    order,
  ),
  mutant(
    'late money that finds no bill becomes no lot',
    'payments/settle.ts',
    "lotWrites(ctx, order, payment, { shares: late, amountFen: prepaidFen, reason: 'bill_settled' })",
    '[]',
    callback,
    order,
  ),
  mutant(
    'a second payment of an order becomes no lot',
    'payments/settle.ts',
    "    ...lotWrites(ctx, order, payment, { shares: order.shares, amountFen: payment.amountFen, reason: 'duplicate' }),\n",
    '',
    callback,
    order,
  ),
  mutant(
    'a second payment told again is not known',
    'payments/settle.ts',
    "  if (seen[0]) return 'done'\n",
    '',
    callback,
    suspense,
  ),
  mutant(
    'a settlement leaves its money in suspense too',
    'payments/settle.ts',
    '    ...(order.suspended || order.mismatched ? await releaseSuspense(ctx, order, payment.transactionId) : []),\n',
    '',
    suspense,
  ),
  {
    what: 'money leaves suspense with the wrong sign',
    edits: [
      {
        file: 'functions/src/payments/suspend.ts',
        find: "{ account: 'suspense', amountFen: found.suspenseFen,",
        replace: "{ account: 'suspense', amountFen: -found.suspenseFen,",
      },
      {
        file: 'functions/src/payments/suspend.ts',
        find: "{ account: 'channel_cash', amountFen: -found.suspenseFen,",
        replace: "{ account: 'channel_cash', amountFen: found.suspenseFen,",
      },
    ],
    tests: ['functions/src/payments/suspense.engine.test.ts'],
  },
  mutant(
    'settled money is held once more',
    'payments/suspend.ts',
    'const suspenseFen = settled ? undefined : mismatch.suspenseFen',
    'const suspenseFen = mismatch.suspenseFen',
    suspense,
  ),
  mutant(
    'an order is closed here and not at its channel',
    'payments/close-order.ts',
    'const closed = await ctx.deps.pay.close(order.merchantRef, orderId)',
    "const closed = ((): 'closed' | 'paid' | 'not_yet' => 'closed')()",
    order,
  ),
  mutant(
    'an order that is closed keeps its bills',
    'payments/close-order.ts',
    '          ...releaseBillItems(order.communityId, order.orderId, held),\n',
    '',
    order,
  ),
  mutant(
    'closing takes a paid order for an open one',
    'payments/close-order.ts',
    "            if: { state: { oneOf: ['created', 'prepaid'] } },\n",
    '',
    order,
    both,
  ),
  mutant(
    'two orders hold one bill',
    'billing/settle-bills.ts',
    'paidFen: bill.paidFen, payingOrderId: bill.heldBy },',
    'paidFen: bill.paidFen },',
    order,
    both,
  ),
  mutant(
    'an order does not hold its bills',
    'payments/create-order.ts',
    '      ...holdBillItems(communityId, order.orderId, order.expiresAt, held),\n',
    '',
    order,
  ),
  mutant(
    'a new order leaves the other one open',
    'payments/create-order.ts',
    '    const ended = await closeOrder(ctx, orderId)\n',
    "    const ended = { state: 'closed' }\n",
    order,
  ),
  mutant(
    'another basket gets the same order',
    'payments/create-order.ts',
    '      bills.every(bill => order.shares.some(share => share.billId === bill.billId))',
    '      order.shares.length > 0',
    order,
  ),
  mutant(
    'the sweeper forgets orders that have expired',
    'payments/sweep-orders.ts',
    '      await closeOrder(ctx, orderId)\n      return',
    '      return',
    order,
  ),
  mutant(
    'the sweeper comes back after ten days',
    'payments/sweep-orders.ts',
    'deps.nowMs() + 60_000).toISOString()',
    'deps.nowMs() + 864_000_000).toISOString()',
    order,
  ),
  mutant(
    'who asks sees the orders of others',
    'payments/check-order.ts',
    ' || order.accountId !== ctx.actor.accountId)',
    ')',
    'payments/resident-reads.engine.test.ts',
    order,
  ),
  mutant(
    'a day is reconciled without asking for what is missing',
    'payments/look-closer.ts',
    '    for (const line of missing) await settleMissing(ctx, line)\n',
    '',
    'payments/reconcile.engine.test.ts',
  ),
]
