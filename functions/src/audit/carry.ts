import { AuditRecord } from '@linli/shared/audit/schema'
import { beijingDate, monthOf } from '@linli/shared/time'
import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import { nextMonth } from '../payments/carry-orders'

const CarriedRecord = AuditRecord.omit({ objectName: true, personName: true }).loose()
const Oldest = z.object({ at: z.string() })

/** Who did what, as the months' lists show it; leases and single batches stay behind. */
export const auditPart: Part = part({
  name: 'audit',
  record: CarriedRecord,
  async *read(source) {
    const { ctx, communityId } = source
    const made = { pk: `C#${communityId}#audit#community#${communityId}`, schema: Oldest, limit: 1 }
    const [first] = (await ctx.db.query(made)).items
    const last = monthOf(ctx.today())
    for (let month = first ? monthOf(beijingDate(first.at)) : last; month <= last; month = nextMonth(month)) {
      const place = { index: 'gs2' as const, pk: `C#${communityId}#audit-in#${month}` }
      for await (const records of partition(source, place)) yield records.map(record => CarriedRecord.parse(record))
    }
  },
  items: ({ communityId }, records) =>
    records.map(record => ({
      pk: `C#${communityId}#audit#${record.objectType}#${record.objectId}`,
      sk: record.auditId,
      gs1pk: `C#${communityId}#audit-by#${record.actorId}`,
      gs1sk: record.auditId,
      gs2pk: `C#${communityId}#audit-in#${monthOf(beijingDate(record.at))}`,
      gs2sk: record.auditId,
      ...record,
    })),
})
