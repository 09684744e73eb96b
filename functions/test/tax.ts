import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { startTaxGateway, type TaxGateway } from '../../infra/local/tax/gateway'
import { createFeeItem } from '../src/billing/create-fee-item'
import { attendInvoice } from '../src/invoices/attend-invoice'
import { fitInvoices } from '../src/invoices/fit-invoices'
import { loadInvoice } from '../src/invoices/store'
import { reaching } from '../src/context'
import type { Place } from './make'

/** Of the entity that `makeCommunity` makes. */
const uscc = '91110108MA01C8X123'
export const taxCode = '3040801010000000000'
export const company = { kind: 'company', name: '福州某某有限公司', taxNumber: '91350100M000100Y43' } as const

export type Tax = { gateway: TaxGateway; env: Record<string, string>; follow(nowMs: () => number): void }

/** A real platform, and the variables that lead to it; its clock follows the product's. */
export async function openTax(): Promise<Tax> {
  const clock = { nowMs: () => Date.parse('2026-11-22T04:00:00.000Z') }
  const gateway = await startTaxGateway({ now: () => clock.nowMs() })
  const sellers = [await gateway.seller(uscc)]
  return {
    gateway,
    env: { LINLI_TAX_BASE: gateway.url, LINLI_TAX_SELLERS: JSON.stringify(sellers) },
    follow: nowMs => {
      clock.nowMs = nowMs
    },
  }
}

/** 物业费 at 6 %, which is invoiced. */
export const taxedItem = ({ ctx, communityId, community }: Place): Promise<FeeItemWithTariffs> =>
  createFeeItem(ctx, {
    communityId,
    name: '物业费',
    formula: { kind: 'area', area: 'built' },
    cycle: { kind: 'month' },
    timing: 'prepaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    taxRateBp: 600,
    taxCode,
    collectingEntityId: community.entities[0]?.entityId ?? '',
    dueDays: 27,
    lateFee: null,
    active: true,
  })

type Of = { communityId: string; invoiceId: string }

/** What the queue does with an invoice's message; `times` for what takes more than one look. */
export async function attended({ deps, ctx }: Place, { communityId, invoiceId }: Of, times = 1) {
  for (let i = 0; i < times; i++) await attendInvoice(deps, { communityId, invoiceId })
  return loadInvoice(reaching(ctx, 'G#invoices#'), { communityId, invoiceId })
}

/** What the queue does with a refund's message. */
export const fitted = ({ deps, communityId }: Place, bills: { billId: string; object: { id: string } }[]) =>
  fitInvoices(deps, { communityId, bills: bills.map(({ billId, object }) => ({ billId, roomId: object.id })) })
