import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashOf } from './chain'
import { Posting } from './records'
import { verify } from './verify'

const line = (account: string, amountFen: number, more: object = {}) => ({ account, amountFen, ...more })
const bill = { billId: 'B1', objectId: 'R1', feeItemId: 'F1', month: '2026-11' }
const wechat = { channel: 'wechat' }
const moves = [
  ['publication', 'run', [line('receivable', 1000, bill), line('revenue', -1000, { feeItemId: 'F1' })]],
  ['settlement', 'T1', [line('channel_cash', 600, wechat), line('receivable', -600, bill)], '2026-000001'],
  ['settlement', 'T2', [line('channel_cash', 300, wechat), line('prepayment', -300)], '2026-000002'],
  ['deposit', 'D', [line('channel_cash', 500, { channel: 'cash' }), line('deposit', -500)]],
  ['suspense', 'T3', [line('channel_cash', 70, wechat), line('suspense', -70)]],
  ['channel_fee', 'linli', [line('channel_fee', 6, wechat), line('channel_cash', -6, wechat)]],
] as const

function journal() {
  let previousHash = ''
  return moves.map(([kind, sourceId, lines, receiptSerial], i) => {
    const words = { seq: i + 1, previousHash, hash: '', postingDate: '2026-11-02', postingId: `P${i + 1}` }
    const at = { communityId: 'ABC123', at: '2026-11-02T00:00:00.000Z', valueDate: '2026-11-02' }
    const posting = {
      ...words,
      ...at,
      kind,
      sourceId,
      ...(receiptSerial && { receiptSerial: String(receiptSerial) }),
      lines: [...lines],
    }
    posting.hash = hashOf(Posting.parse(posting))
    previousHash = posting.hash
    return posting
  })
}

const whole = () => ({
  journal: journal(),
  bills: [{ billId: 'B1', object: { id: 'R1' }, state: 'part_paid', amountFen: 1000, paidFen: 600 }],
  'prepayment-lots': [{ lotId: 'L1', amountFen: 300, leftFen: 300, movements: [] }],
  deposits: [{ depositId: 'D', amountFen: 500, state: 'held' }],
  evidence: [{ suspenseFen: 70 }, { suspenseFen: 9, released: true }],
  transactions: [
    { transactionId: 'T1', orderId: 'O1', channel: 'wechat', amountFen: 600 },
    { transactionId: 'T2', orderId: 'O2', channel: 'wechat', amountFen: 300 },
  ],
})
const accounts = {
  receivable: 400,
  revenue: -1000,
  channel_cash: 1464,
  prepayment: -300,
  deposit: -500,
  suspense: -70,
  channel_fee: 6,
}

type Kinds = ReturnType<typeof whole>
/** The first broken check of an archive that somebody wrote with all its own sums right. */
async function broken(change: (kinds: Kinds) => void, told: object = {}): Promise<string[]> {
  const kinds = whole()
  const { seq, hash } = at(kinds.journal, kinds.journal.length - 1)
  change(kinds)
  const files = new Map<string, Buffer>()
  const parts = Object.entries(kinds).map(([kind, records]) => {
    const content = Buffer.from(records.map(record => `${JSON.stringify(record)}\n`).join(''))
    files.set(`${kind}/000001.jsonl`, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { path: `${kind}/000001.jsonl`, records: records.length, sha256 }
  })
  const head = { seq, hash, accounts }
  const manifest = { community: { communityId: 'ABC123', name: '甲' }, journal: head, differences: {}, parts, ...told }
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
  const read = (name: string) => Promise.resolve(files.get(name) ?? Buffer.alloc(0))
  const checks = await verify({ names: [...files.keys()], read })
  return checks.flatMap(({ wrong }) => wrong ?? [])
}
const at = <T>(list: T[], nth: number): T => {
  const found = list[nth]
  if (found === undefined) throw new Error('nothing there')
  return found
}

it('passes a correct export', async () => {
  expect(await broken(() => undefined)).toEqual([])
})

it('names one changed amount by its posting', async () => {
  const [first] = await broken(({ journal: [, settled] }) => {
    if (settled) settled.lines = [line('channel_cash', 601, wechat), line('receivable', -601, bill)]
  })
  expect(first).toBe('posting 2 (settlement P2) is not what was sealed')
})

it('names what follows a posting that was taken out, and two that changed places', async () => {
  expect((await broken(({ journal }) => void journal.splice(2, 1)))[0]).toBe('posting 4 (deposit P4) follows posting 2')
  const swapped = await broken(({ journal }) => void journal.splice(1, 2, at(journal, 2), at(journal, 1)))
  expect(swapped[0]).toBe('posting 3 (settlement P3) follows posting 1')
})

it('is not deceived by a chain that was sealed again', async () => {
  const [chain, sums] = await broken(({ journal }) => {
    let previousHash = ''
    at(journal, 1).lines = [line('channel_cash', 601, wechat), line('receivable', -601, bill)]
    for (const posting of journal) {
      posting.previousHash = previousHash
      previousHash = posting.hash = hashOf(Posting.parse(posting))
    }
  })
  expect(chain).toContain('it ends at posting 6')
  expect(sums).toBe('receivable is 399 fen, the manifest says 400')
})

it.each([
  [
    'a lot that has more than its movements leave',
    (k: Kinds): void => {
      at(k['prepayment-lots'], 0).leftFen = 200
    },
    'lot L1',
  ],
  [
    'a bill that says it is paid',
    (k: Kinds): void => {
      at(k.bills, 0).paidFen = 1000
    },
    'bill B1',
  ],
  [
    'a deposit that went',
    (k: Kinds): void => {
      at(k.deposits, 0).state = 'returned'
    },
    'deposit:',
  ],
  [
    'held money that is let go',
    (k: Kinds): void => {
      at(k.evidence, 1).released = false
    },
    'suspense:',
  ],
  [
    'a transaction of another amount',
    (k: Kinds): void => {
      at(k.transactions, 0).amountFen = 1
    },
    'wechat T1',
  ],
] as const)('notices %s', async (_, change, named) => {
  const [first] = await broken(change)
  expect(first).toContain(named)
})

it('notices a number that was left out, and a file that is not what the manifest says', async () => {
  const gap = await broken(({ journal }) => {
    at(journal, 2).receiptSerial = '2026-000003'
  })
  expect(gap).toContain('receipt 2026-000003 follows number 1')
  expect((await broken(() => undefined, { parts: [] }))[0]).toBe('journal/000001.jsonl is not in the manifest')
})
