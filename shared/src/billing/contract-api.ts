import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { OwnerIdNumber } from '../imports/schema'
import { TypedFen } from '../money'
import { Phone } from '../people/schema'
import { oneLine, reasonText } from '../plain-text'
import { BusinessDate } from '../time'
import { Contract, ContractView } from './contract-schema'
import { ContractTerms } from './rule-contract'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const configurer = { kind: 'office', permission: 'billing:configure' } as const

/** Who signs: known again by phone, ID number or 统一社会信用代码; a name alone stays a name. */
export const ContractParty = z.strictObject({
  name: oneLine('承租方', 60),
  kind: z.enum(['natural', 'organisation']),
  phone: Phone.optional(),
  idNumber: OwnerIdNumber.optional(),
})

export const contractApi = {
  /** Those that run today or later by the day they end, or those that have ended. */
  listContracts: endpoint({
    id: 'billing.listContracts',
    method: 'GET',
    path: '/v1/c/:communityId/contracts',
    summary: '合同，先到期的在前；或已结束的',
    access: reader,
    input: { ...place, show: z.enum(['live', 'ended']).optional(), ...pageInput },
    output: page(Contract),
  }),
  getContract: endpoint({
    id: 'billing.getContract',
    method: 'GET',
    path: '/v1/c/:communityId/contracts/:contractId',
    summary: '一份合同，和它的账单在哪一户',
    access: reader,
    input: { ...place, contractId: Id },
    output: ContractView,
  }),
  createContract: endpoint({
    id: 'billing.createContract',
    method: 'POST',
    path: '/v1/c/:communityId/contracts',
    summary: '登记合同：租金、递增、起止',
    access: configurer,
    input: {
      ...place,
      number: z.string().trim().min(1, '请填写合同编号').max(40),
      feeItemId: Id,
      party: ContractParty,
      roomCode: z.string().trim().min(1).max(40).optional(),
      space: z.strictObject({ lot: z.string().trim().max(40), code: z.string().trim().min(1).max(40) }).optional(),
      ...ContractTerms.shape,
      depositFen: TypedFen.optional(),
      note: z.string().trim().max(200).optional(),
    },
    output: Contract,
    idempotent: true,
  }),
  /** Refused while a live bill charges a day after it. */
  endContract: endpoint({
    id: 'billing.endContract',
    method: 'POST',
    path: '/v1/c/:communityId/contracts/:contractId/end',
    summary: '提前结束合同，写明原因；已出账的先作废账单',
    access: configurer,
    input: { ...place, contractId: Id, on: BusinessDate, reason: reasonText() },
    output: Contract,
  }),
}
