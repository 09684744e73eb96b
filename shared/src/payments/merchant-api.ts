import * as z from 'zod'
import { CollectingEntity } from '../communities/schema'
import { endpoint, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { OnlineChannel } from './schema'

const place = { communityId: CommunityId }
const access = { kind: 'office', permission: 'payments:limit' } as const
const refs = CollectingEntity.pick({ merchantRef: true, alipayRef: true }).shape
const item = z.object({ feeItemId: Id, ...refs })

/** Who collects: of a merchant its name here and the end of its number, never a key. */
export const Merchants = z.object({
  version: Version,
  choices: z.array(z.object({ ref: z.string(), channel: OnlineChannel, numberEnd: z.string().max(4) })),
  entities: z.array(
    z.object({
      entityId: Id,
      name: z.string(),
      ...refs,
      items: z.array(item.extend({ feeItemName: z.string() })),
    }),
  ),
})
export type Merchants = z.infer<typeof Merchants>

export const merchantApi = {
  merchants: endpoint({
    id: 'payments.merchants',
    method: 'GET',
    path: '/v1/c/:communityId/merchants',
    summary: '收款商户',
    access,
    input: place,
    output: Merchants,
  }),
  /** `items`: only those that have a merchant of their own. `despiteOpen`: orders are being paid, which stay where they are. */
  setMerchants: endpoint({
    id: 'payments.setMerchants',
    method: 'PUT',
    path: '/v1/c/:communityId/merchants/:entityId',
    summary: '设置收款商户（只对之后的支付单）',
    access,
    input: {
      ...place,
      entityId: Id,
      ...refs,
      items: z.array(item).max(100),
      version: Version,
      despiteOpen: z.literal(true).optional(),
    },
    output: Merchants,
  }),
}
