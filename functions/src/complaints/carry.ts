import { complaintCounters } from '@linli/shared/complaints/figures'
import { ComplaintStep } from '@linli/shared/complaints/schema'
import * as z from 'zod'
import { counterWrites } from '../counters'
import type { Write } from '../db-write'
import { type Part, part, partition } from '../exports/part'
import { goAlong } from '../files/carry-media'
import { countingOf } from './count-complaint'
import {
  complaintPointers,
  complaintsPk,
  complaintWrites,
  dueOwner,
  phoneField,
  phoneParts,
  stepItem,
  stepsOf,
  StoredComplaint,
} from './store'

/** With its history; numbers are opened on the way, accounts stay behind. */
const Carried = StoredComplaint.omit({ phoneSealed: true, phoneHash: true, accountId: true }).extend({
  phone: z.string().optional(),
  steps: z.array(ComplaintStep),
})

export const complaintsPart: Part = part({
  name: 'complaints',
  record: Carried,
  clock: dueOwner,
  async *read(source) {
    const { secrets } = source.ctx.deps
    for await (const items of partition(source, { pk: complaintsPk(source.communityId) })) {
      const records = []
      for (const item of items) {
        const { phoneSealed, phoneHash: _hash, accountId: _account, ...complaint } = StoredComplaint.parse(item)
        const phone = phoneSealed && secrets.open(phoneSealed, phoneField(complaint.complaintId))
        records.push({
          ...complaint,
          pictures: await goAlong(source, complaint.pictures),
          steps: await stepsOf(source.ctx, complaint),
          ...(phone && { phone }),
        })
      }
      yield records
    }
  },
  items: ({ ctx }, records) =>
    records.flatMap(({ steps, phone, ...complaint }) => {
      const kept = { ...complaint, ...(phone && phoneParts(ctx, complaint, phone)) }
      const puts = complaintWrites(kept, undefined).flatMap(write => ('put' in write ? [write.put] : []))
      const counted = { ...countingOf(complaint).counted, counters: complaintCounters(complaint), version: 1 }
      return [...puts, ...complaintPointers(kept), counted, ...steps.map((step, i) => stepItem(complaint, step, i + 1))]
    }),
})

/** The statistics' counters of carried ones, counted anew. */
export const countedAgain = (records: unknown[]): Write[] =>
  z
    .array(Carried)
    .parse(records)
    .flatMap(complaint => counterWrites(countingOf(complaint), complaintCounters(complaint), {}))
