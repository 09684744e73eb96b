import type { contractApi } from '@linli/shared/billing/contract-api'
import type { InputOf } from '@linli/shared/contract'
import { parseScaled, parseYuan } from '@linli/shared/money'
import { filled } from '../kit/rules'

export type ContractValues = {
  number: string
  item: string
  kind: 'natural' | 'organisation'
  party: string
  phone?: string
  idNumber?: string
  room?: string
  lot?: string
  space?: string
  from: string
  to?: string
  monthly: string
  steps?: { from: string; monthly: string }[]
  everyMonths?: string
  rate?: string
  deposit?: string
  note?: string
}

type Input = Omit<InputOf<typeof contractApi.createContract>, 'communityId'>

/** What was typed, as the contract of the interface wants it; what was left blank is left out. */
export function contractInput(values: ContractValues): Input {
  const { number, item, kind, party, from, monthly, steps = [] } = values
  const [to, phone, idNumber, room, space, note] = [
    filled(values.to),
    filled(values.phone),
    filled(values.idNumber)?.toUpperCase(),
    filled(values.room),
    filled(values.space),
    filled(values.note),
  ]
  const [months, rateBp] = [Number(filled(values.everyMonths) ?? 0), parseScaled(values.rate ?? '', 100)]
  const depositFen = parseYuan(values.deposit ?? '')
  return {
    number: number.trim(),
    feeItemId: item,
    party: { name: party.trim(), kind, ...(phone && { phone }), ...(idNumber && { idNumber }) },
    ...(room && { roomCode: room.toUpperCase() }),
    ...(space && { space: { lot: values.lot?.trim() ?? '', code: space } }),
    from,
    ...(to && { to }),
    steps: [{ from, monthly }, ...steps].map(step => ({ from: step.from, monthlyFen: parseYuan(step.monthly) ?? 0 })),
    ...(months > 0 && rateBp !== undefined && { escalation: { everyMonths: months, rateBp } }),
    ...(depositFen && { depositFen }),
    ...(note && { note }),
  }
}
