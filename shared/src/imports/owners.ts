import { readDate } from './date-cell'
import type { Line } from './line'
import { type OwnerKind, ownerKind, readIdNumbers, readNames, readPhones } from './owner-cells'
import { readShares } from './share-cell'

export type Contact = {
  name: string
  kind: OwnerKind
  phone?: string | undefined
  idNumber?: string | undefined
  /** Of ownership, in 1/10,000. */
  shareBp?: number | undefined
}

/** The people of a row by its name, phone and ID cells: `甲/乙` are two, their numbers in the same order. */
export function readOwners(line: Line): Contact[] {
  const names = line.read('ownerName', readNames) ?? []
  const phones = line.read('phone', readPhones) ?? []
  const idNumbers = line.read('idNumber', readIdNumbers) ?? []
  if (names.length === 0) {
    const orphan = phones.length > 0 ? 'phone' : idNumbers.length > 0 ? 'idNumber' : undefined
    if (orphan && !line.isRefused('ownerName')) line.warn(orphan, 'contact_without_name')
    return []
  }
  if (phones.length > names.length) line.warn('phone', 'phone_extra')
  if (idNumbers.length > names.length) line.warn('idNumber', 'id_extra')
  const shares = line.read('share', text => readShares(text, names.length)) ?? []
  return names.map((name, at) => {
    const [phone, idNumber] = [phones[at], idNumbers[at]]
    return {
      name,
      kind: ownerKind(at === 0 ? line.text('ownerType') : '', name, idNumber),
      phone,
      idNumber,
      shareBp: shares[at],
    }
  })
}

/** Since when and until when a row's tenant rents, as far as it says. */
export function readLease(line: Line): { from?: string | undefined; to?: string | undefined } {
  const [from, to] = [line.read('leaseFrom', readDate), line.read('leaseTo', readDate)]
  if (from !== undefined && to !== undefined && to < from) line.refuse('leaseTo', 'lease_order')
  return { from, to }
}
