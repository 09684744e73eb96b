import { MonthTally } from '@linli/shared/finance/month-tally'
import type { Posting } from '@linli/shared/payments/schema'
import type { YearMonth } from '@linli/shared/time'
import { listFeeItems } from '../billing/fee-item-store'
import { loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { postingsOf } from '../payments/ledger-reads'

/** A month's postings added up as an index shows them, and what its fee items are called. */
export async function tallied(ctx: Context, communityId: string, month: YearMonth) {
  const tally = new MonthTally(month)
  const buildings = new Buildings(ctx, communityId)
  for await (const postings of postingsOf(ctx, { communityId, month })) {
    await buildings.meet(postings)
    for (const posting of postings) tally.add(posting, id => buildings.of(id))
  }
  const items = new Map((await listFeeItems(ctx, communityId)).map(item => [item.feeItemId, item]))
  const feeItem = (feeItemId: string) => {
    const item = items.get(feeItemId)
    return item && { name: item.name, nature: item.nature }
  }
  return { tally, feeItem }
}

/** Which building a charged object is in; a room keeps its id, so each is asked for once. */
class Buildings {
  readonly #known = new Map<string, string>()

  constructor(
    readonly ctx: Context,
    readonly communityId: string,
  ) {}

  async meet(postings: Pick<Posting, 'lines'>[]): Promise<void> {
    const ids = postings.flatMap(({ lines }) => lines.flatMap(({ objectId }) => objectId ?? []))
    const fresh = [...new Set(ids)].filter(id => !this.#known.has(id))
    const rooms = await loadRooms(this.ctx, this.communityId, fresh)
    for (const [i, id] of fresh.entries()) this.#known.set(id, rooms[i]?.building ?? '')
  }

  of(objectId: string): string {
    return this.#known.get(objectId) ?? ''
  }
}
