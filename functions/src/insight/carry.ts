import { addMonths, monthStart } from '@linli/shared/time'
import { type Part, part, partition } from '../exports/part'
import { payerItem, payersPk, StoredPayer } from './punctual-store'

/** Who paid on time, by year of the due date; the sums of the buildings are counted anew. */
const payersPart = part({
  name: 'punctuality',
  record: StoredPayer,
  async *read(source) {
    const { ctx, communityId, seen } = source
    const today = ctx.today()
    // Bills are due some months after they are posted at most, and never before.
    const last = Number(addMonths(today, 12).slice(0, 4))
    for (let year = Number(monthStart(seen.firstMonth ?? today).slice(0, 4)); year <= last; year++)
      for await (const items of partition(source, { pk: payersPk(communityId, String(year)) }))
        yield items.map(item => StoredPayer.parse(item))
  },
  items: ({ communityId }, records) => records.map(payer => payerItem({ ...payer, communityId })),
})

export const insightParts: readonly Part[] = [payersPart]
