import { type Mutant, mutant } from './mutant'

const seal = 'payments/seal.engine.test.ts'
const store = 'db.engine.test.ts'
const messages = 'messages/messages.engine.test.ts'

/** The journal, the store beneath it, and what is sent after a commit. */
export const journal: Mutant[] = [
  mutant('the sealer does not look at the head', 'payments/seal.ts', 'if: { seq: head.seq, lease },', 'if: {},', seal),
  mutant(
    'a posting is sealed twice',
    'payments/seal.ts',
    'if: { seq: undefined, postingId: posting.postingId },',
    'if: { postingId: posting.postingId },',
    seal,
  ),
  mutant(
    'the sealer leaves a number out',
    'payments/seal.ts',
    '    seq += 1\n    const postingDate',
    '    seq += 2\n    const postingDate',
    seal,
  ),
  mutant(
    'a hash names the head and not the one before',
    'payments/seal.ts',
    'previousHash = hash',
    'previousHash = head.hash',
    seal,
  ),
  mutant(
    'two receipts of one batch get one number',
    'payments/seal.ts',
    'Number(next[field] ?? head[field] ?? 0) + 1',
    'Number(head[field] ?? 0) + 1',
    seal,
  ),
  mutant(
    'the balances forget what a batch before has moved',
    'payments/seal.ts',
    'Record<string, number> = { ...head.accounts }',
    'Record<string, number> = {}',
    seal,
  ),
  mutant(
    'money is posted into a closed month',
    'payments/seal.ts',
    '[tillDate, openDate].reduce',
    '[tillDate].reduce',
    'finance/month-close.engine.test.ts',
  ),
  mutant(
    'a settlement is not handed to the sealer',
    'payments/settle.ts',
    "    audit,\n    outboxItem(ctx, 'seal', {\n      type: 'journal.seal',\n      communityId: order.communityId,\n      postings: [{ pk: posting.pk, sk: posting.sk }],\n    }),\n    ...(order.suspended",
    '    audit,\n    ...(order.suspended',
    'payments/tell-payer.engine.test.ts',
    'payments/callback.engine.test.ts',
  ),
  mutant(
    'a posting need not balance',
    'payments/store.ts',
    '  if (total !== 0) throw new Error',
    '  if (total > 1e12) throw new Error',
    seal,
    'payments/held-money.engine.test.ts',
  ),
  mutant(
    'after a lost answer nobody looks whether it was committed',
    'db.ts',
    '            if (unsure && (await committed())) return\n            throw new ConditionFailed(reasons)',
    '            throw new ConditionFailed(reasons)',
    store,
  ),
  mutant(
    'a lost answer counts as a commit',
    'db.ts',
    'if (outcomeUnknown(error)) unsure = true',
    'if (outcomeUnknown(error)) return',
    store,
  ),
  mutant(
    'what a queue refused is forgotten',
    'outbox-sender.ts',
    "      deps.log.warn('outbox.send_failed',",
    "      sent.push(...mine)\n      deps.log.warn('outbox.send_failed',",
    'outbox-sweeper.engine.test.ts',
  ),
  mutant(
    'a request that is repeated is done again',
    'idempotency.ts',
    'return [{ put: item, if: { pk: undefined } }]',
    'return []',
    'communities/rooms.engine.test.ts',
    'payments/held-money.engine.test.ts',
  ),
  mutant(
    'a message is sent before it is marked',
    'messages/push-message.ts',
    'if (openid === undefined || !(await taken(ctx, owner, message))) return undefined',
    'if (openid === undefined) return undefined',
    messages,
  ),
  mutant(
    'a message of unknown outcome is sent again',
    'messages/push-message.ts',
    '          ifAbsent: true,\n        },\n      ],\n      marker,',
    '        },\n      ],\n      marker,',
    messages,
  ),
  mutant(
    'another sender’s mark of a message is taken for one’s own',
    'messages/push-message.ts',
    'return (await ctx.db.get(marker, Spent))?.by === by',
    'return true',
    messages,
  ),
]
