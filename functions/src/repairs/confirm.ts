import type { RepairEvent } from '@linli/shared/repairs/events'
import { agreedLines } from '@linli/shared/repairs/quote'
import { MyRepair } from '@linli/shared/repairs/views'
import { kindNames, refusalWords } from '@linli/shared/repairs/words'
import { chargeRepairItems } from '../billing/charge-repair'
import type { Context } from '../context'
import { type Change, moveRepair, refused } from './move-repair'
import { loadMine, type OfHome } from './my-repair'
import { loadSettings } from './settings'
import { chargeOf, type OfRepair, type StoredRepair } from './store'

type Confirming = Extract<RepairEvent, 'confirm' | 'sign_off' | 'auto_confirm'>

/**
 * 确认修好, by whomever: what was agreed to becomes one bill in the same transaction, whose id follows from the order. What
 * all share, what nobody agreed to and what is billed already costs nothing. Throws repairs.refused where nobody could owe it.
 */
export const confirmRepair = (
  ctx: Context,
  of: OfRepair,
  event: Confirming,
  make: (repair: StoredRepair) => Change | Promise<Change> = () => ({}),
): ReturnType<typeof moveRepair> =>
  moveRepair(ctx, of, event, async repair => withBill(ctx, repair, await make(repair)), {
    signed: event === 'sign_off',
  })

/** By the household. Throws record.not_found for an order that is not theirs. */
export const confirmMine = async (ctx: Context, of: OfHome): Promise<MyRepair> =>
  MyRepair.parse(await confirmRepair(ctx, await loadMine(ctx, of), 'confirm'))

async function withBill(ctx: Context, repair: StoredRepair, change: Change): Promise<Change> {
  const { communityId, repairId, roomId, quotes, kind, number, billId } = repair
  if (billId !== undefined || roomId === undefined || chargeOf(repair) === 0) return change
  const { feeItemId } = await loadSettings(ctx, communityId)
  if (!feeItemId) throw refused(refusalWords.noFeeItem)
  const charged = await chargeRepairItems(ctx, {
    communityId,
    roomId,
    repairId,
    name: `${kindNames[kind]} ${number}`,
    feeItemId,
    lines: agreedLines(quotes),
    tenant: tenantOf(repair),
  })
  if (!charged) throw refused(refusalWords.noPayer)
  return {
    ...change,
    set: { ...change.set, billId: charged.bill.billId },
    further: [...(change.further ?? []), ...charged.writes],
  }
}

/** The tenant who agreed to the first quote commissioned the work. */
function tenantOf({ quotes }: StoredRepair): { personId: string; name: string } | undefined {
  const by = quotes.find(({ state }) => state === 'agreed')?.agreedBy
  return by?.role === 'tenant' && by.personId ? { personId: by.personId, name: by.name } : undefined
}
