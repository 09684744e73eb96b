import type { OfficeRepair } from '@linli/shared/repairs/views'
import { workApi } from '@linli/shared/repairs/work-api'
import * as z from 'zod'
import { call } from '../../api'
import { readKept } from '../../storage'
import { detailKey, keepDetail } from '../outbox/sending'

const Known = z.object({ data: z.object({ version: z.number() }) })
const most = 15

/** The orders in one's hands stay on the phone whole, before there is a cellar without a network. */
export async function keepDetails(orders: readonly OfficeRepair[]): Promise<void> {
  for (const { communityId, repairId, version } of orders.slice(0, most)) {
    if (readKept(`linli.kept.${detailKey(repairId)}`, Known)?.data.version === version) continue
    const detail = await call(workApi.open, { communityId, repairId }).catch(() => undefined)
    if (!detail) return
    keepDetail(detail)
  }
}
