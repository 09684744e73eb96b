import { ComplaintStep } from '@linli/shared/complaints/schema'
import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import {
  complaintPointers,
  complaintsPk,
  complaintWrites,
  phoneField,
  phoneParts,
  stepItem,
  stepsOf,
  StoredComplaint,
} from './store'

/** With its history; numbers are opened on the way, accounts and pictures stay behind. */
const Carried = StoredComplaint.omit({ phoneSealed: true, phoneHash: true, accountId: true }).extend({
  phone: z.string().optional(),
  steps: z.array(ComplaintStep),
})

export const complaintsPart: Part = part({
  name: 'complaints',
  record: Carried,
  async *read(source) {
    const { secrets } = source.ctx.deps
    for await (const items of partition(source, { pk: complaintsPk(source.communityId) })) {
      const records = []
      for (const item of items) {
        const { phoneSealed, phoneHash: _hash, accountId: _account, ...complaint } = StoredComplaint.parse(item)
        const phone = phoneSealed && secrets.open(phoneSealed, phoneField(complaint.complaintId))
        records.push({
          ...complaint,
          pictures: [],
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
      return [...puts, ...complaintPointers(kept), ...steps.map((step, i) => stepItem(complaint, step, i + 1))]
    }),
})
