import { ComplaintStep } from '@linli/shared/complaints/schema'
import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import {
  complaintsByKind,
  complaintsPk,
  complaintWrites,
  phoneField,
  stepItem,
  stepsOf,
  StoredComplaint,
} from './store'

/** With its history; numbers leave sealed and are opened on the way, accounts stay behind. */
const Carried = StoredComplaint.omit({ phoneSealed: true, accountId: true }).extend({
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
        const { phoneSealed, accountId: _account, ...complaint } = StoredComplaint.parse(item)
        const phone = phoneSealed && secrets.open(phoneSealed, phoneField(complaint.complaintId))
        records.push({ ...complaint, steps: await stepsOf(source.ctx, complaint), ...(phone && { phone }) })
      }
      yield records
    }
  },
  items: ({ ctx, communityId }, records) =>
    records.flatMap(({ steps, phone, ...complaint }) => {
      const field = phoneField(complaint.complaintId)
      const kept = { ...complaint, ...(phone && { phoneSealed: ctx.deps.secrets.seal(phone, field) }) }
      const puts = complaintWrites(kept, undefined).flatMap(write => ('put' in write ? [write.put] : []))
      const listed = { pk: complaintsByKind(communityId, complaint.kind), sk: complaint.complaintId }
      return [...puts, listed, ...steps.map((step, i) => stepItem(complaint, step, i + 1))]
    }),
})
