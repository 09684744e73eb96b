import { dueOwner, LiveNotice, liveKey, LiveNotices, noticeItem, noticesPk, ofNoticePk, StoredNotice } from './store'
import * as z from 'zod'
import { counterWrites } from '../counters'
import type { Write } from '../db-write'
import { type Part, part, partition, type Source } from '../exports/part'
import { goAlong } from '../files/carry-media'
import { callBegin, callItem, StoredCall } from './calls'
import { objectionBegin, objectionItem, StoredObjection } from './objections'
import { countingOf, Receipt, receiptBegin, receiptCounters, receiptItem } from './receipts'

/** Published ones stay published there: the list of what is, is one record of its own. */
const noticesPart = part({
  name: 'notices',
  record: StoredNotice,
  clock: dueOwner,
  async *read(source) {
    for await (const items of partition(source, { pk: noticesPk(source.communityId) })) {
      const records = []
      for (const item of items) {
        const notice = StoredNotice.parse(item)
        const media = await goAlong(source, notice.media)
        const isHere = (fileId: string) => media.some(each => each.fileId === fileId)
        const blocks = notice.blocks.filter(block => block.kind !== 'picture' || isHere(block.fileId))
        records.push({ ...notice, media, blocks, attachments: notice.attachments.filter(each => isHere(each.fileId)) })
      }
      yield records
    }
  },
  items: (_, records) => records.map(noticeItem),
})

const livePart = part({
  name: 'notices-live',
  record: z.object({ live: z.array(LiveNotice) }),
  async *read({ ctx, communityId }) {
    const { live = [] } = (await ctx.db.get(liveKey(communityId), LiveNotices)) ?? {}
    if (live.length > 0) yield [{ live }]
  },
  items: ({ communityId }, records) => records.map(({ live }) => ({ ...liveKey(communityId), live, version: 1 })),
})

const receiptsPart = part({
  name: 'notice-receipts',
  record: Receipt,
  async *read(source) {
    for await (const items of ofNotices(source, receiptBegin)) yield items.map(item => Receipt.parse(item))
  },
  items: (_, records) =>
    records.flatMap(receipt => {
      const counted = {
        ...countingOf(receipt, receipt.personId).counted,
        counters: receiptCounters(receipt),
        version: 1,
      }
      return [receiptItem(receipt), counted]
    }),
})

/** Accounts stay behind. */
const CarriedObjection = StoredObjection.omit({ accountId: true })
const objectionsPart = part({
  name: 'notice-objections',
  record: CarriedObjection,
  async *read(source) {
    for await (const items of ofNotices(source, objectionBegin)) yield items.map(item => CarriedObjection.parse(item))
  },
  items: (_, records) => records.map(objectionItem),
})

const callsPart = part({
  name: 'notice-calls',
  record: StoredCall,
  async *read(source) {
    for await (const items of ofNotices(source, callBegin)) yield items.map(item => StoredCall.parse(item))
  },
  items: (_, records) => records.map(callItem),
})

async function* ofNotices(source: Source, begins: string): AsyncGenerator<Record<string, unknown>[]> {
  const { communityId } = source
  for await (const notices of partition(source, { pk: noticesPk(communityId) }))
    for (const { noticeId } of notices)
      yield* partition(source, { pk: ofNoticePk({ communityId, noticeId: String(noticeId) }), begins })
}

export const noticeParts: readonly Part[] = [noticesPart, livePart, receiptsPart, objectionsPart, callsPart]

/** The counters of carried receipts, counted anew. */
export const countedAgain = (records: unknown[]): Write[] =>
  z
    .array(Receipt)
    .parse(records)
    .flatMap(receipt => counterWrites(countingOf(receipt, receipt.personId), receiptCounters(receipt), {}))
