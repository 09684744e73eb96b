import * as z from 'zod'
import { endpoint, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { Price } from '../money'
import { ExpressionPreview, FeeItem, FeeItemWithTariffs, Tariff } from './fee-schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const configurer = { kind: 'office', permission: 'billing:configure' } as const
const feeItemInput = FeeItem.omit({ feeItemId: true, communityId: true }).shape
const tariffInput = Tariff.omit({ tariffId: true, feeItemId: true }).shape

export const feeApi = {
  listFeeItems: endpoint({
    id: 'billing.listFeeItems',
    method: 'GET',
    path: '/v1/c/:communityId/fee-items',
    summary: '收费项目和收费标准',
    access: reader,
    input: place,
    output: z.object({ items: z.array(FeeItemWithTariffs) }),
  }),
  createFeeItem: endpoint({
    id: 'billing.createFeeItem',
    method: 'POST',
    path: '/v1/c/:communityId/fee-items',
    summary: '新增收费项目',
    access: configurer,
    input: { ...place, ...feeItemInput },
    output: FeeItemWithTariffs,
    idempotent: true,
  }),
  updateFeeItem: endpoint({
    id: 'billing.updateFeeItem',
    method: 'PUT',
    path: '/v1/c/:communityId/fee-items/:feeItemId',
    summary: '修改收费项目',
    access: configurer,
    input: { ...place, feeItemId: Id, ...feeItemInput, version: Version },
    output: FeeItemWithTariffs,
  }),
  /** What an expression comes to for one whole month, in the first ten rooms, before it is saved. */
  previewExpression: endpoint({
    id: 'billing.previewExpression',
    method: 'GET',
    path: '/v1/c/:communityId/expression-preview',
    summary: '用前十个房屋试算自定义公式，按一个整月',
    access: reader,
    input: {
      ...place,
      text: z.string().trim().min(1, '请填写公式').max(500, '公式太长，请写短一些'),
      price: z.coerce.number<number>().pipe(Price),
      surchargeFen: z.coerce.number<number>().int().min(0).optional(),
    },
    output: z.object({ rooms: z.array(ExpressionPreview) }),
  }),
  /** Ends the open tariff the day before; refused where a period was billed already (a tariff is never retroactive). */
  addTariff: endpoint({
    id: 'billing.addTariff',
    method: 'POST',
    path: '/v1/c/:communityId/fee-items/:feeItemId/tariffs',
    summary: '新增收费标准',
    access: configurer,
    input: { ...place, feeItemId: Id, ...tariffInput },
    output: FeeItemWithTariffs,
    idempotent: true,
  }),
}
