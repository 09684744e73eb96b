import { formatYuan, parseScaled } from '@linli/shared/money'
import { RepairKind, type Sla } from '@linli/shared/repairs/kinds'
import { CatalogueItem, type QuoteLine } from '@linli/shared/repairs/quote'
import type { RepairSettings } from '@linli/shared/repairs/views'
import { kindNames } from '@linli/shared/repairs/words'
import { settingsWords as words } from './settings-words'

export type ItemDraft = {
  key: string
  itemId?: string
  part: QuoteLine['part']
  name: string
  unit: string
  price: string
  cost: string
  active: boolean
}
export type SlaDraft = Partial<Record<RepairKind, { respond: string; finish: string }>>
export type SettingsDraft = {
  feeItemId: string
  autoDispatch: boolean
  revisit: RepairSettings['revisit']
  sla: SlaDraft
  catalogue: ItemDraft[]
}

export const newItem = (): ItemDraft => ({
  key: crypto.randomUUID(),
  part: 'labour',
  name: '',
  unit: '次',
  price: '',
  cost: '',
  active: true,
})

export function draftOf({ feeItemId = '', autoDispatch, revisit, sla, catalogue }: RepairSettings): SettingsDraft {
  const of = (kind: RepairKind) => ({
    respond: String(sla[kind]?.respondMin ?? ''),
    finish: String(sla[kind]?.finishMin ?? ''),
  })
  return {
    feeItemId,
    autoDispatch,
    revisit,
    sla: RepairKind.options.reduce<SlaDraft>((all, kind) => ({ ...all, [kind]: of(kind) }), {}),
    catalogue: catalogue.map(({ unitFen, costFen, itemId, part, name, unit, active }) => ({
      key: itemId,
      itemId,
      part,
      name,
      unit,
      active,
      price: formatYuan(unitFen).replaceAll(',', ''),
      cost: costFen === undefined ? '' : formatYuan(costFen).replaceAll(',', ''),
    })),
  }
}

export const noTimes = { respond: '', finish: '' }
const NewItem = CatalogueItem.omit({ itemId: true })
const isMinutes = (text: string) => /^[1-9]\d{0,5}$/.test(text.trim())

/** What is sent; or the sentence about the first thing that is wrong. */
export function settingsOf({ feeItemId, autoDispatch, revisit, ...draft }: SettingsDraft) {
  const sla: Partial<Record<RepairKind, Sla>> = {}
  for (const kind of RepairKind.options) {
    const { respond, finish } = draft.sla[kind] ?? noTimes
    if (respond.trim() === '' && finish.trim() === '') continue
    if (!isMinutes(respond) || !isMinutes(finish)) return { wrong: words.wrongSla(kindNames[kind]) }
    sla[kind] = { respondMin: Number(respond), finishMin: Number(finish) }
  }
  const catalogue = []
  for (const [index, { itemId, part, name, unit, price, cost, active }] of draft.catalogue.entries()) {
    const unitFen = price.trim() === '' ? undefined : parseScaled(price.trim(), 100)
    const costFen = cost.trim() === '' ? undefined : parseScaled(cost.trim(), 100)
    const item = NewItem.safeParse({ part, name, unit, unitFen, active, ...(costFen !== undefined && { costFen }) })
    if (!item.success || (cost.trim() !== '' && costFen === undefined)) return { wrong: words.wrongLine(index + 1) }
    catalogue.push({ ...item.data, ...(itemId && { itemId }) })
  }
  return { settings: { autoDispatch, revisit, sla, catalogue, ...(feeItemId && { feeItemId }) } }
}
