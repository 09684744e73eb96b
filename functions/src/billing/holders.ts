import type { Bill } from '@linli/shared/billing/schema'
import type { Item, Key } from '../db'

/**
 * That somebody was ever billed for what is of no room. It says where a second list is to be looked at, so that whoever
 * holds nothing, which is nearly everybody, costs no read more.
 */
export const holderKey = (communityId: string, holderId: string): Key => ({
  pk: `C#${communityId}#holders`,
  sk: holderId,
})

/** The holders of these bills, each once. A plate that stayed for an hour is nobody's first screen. */
export const holderItems = (bills: readonly Pick<Bill, 'communityId' | 'object' | 'charged'>[]): Item[] => {
  const held = bills.filter(({ object, charged }) => object.type === 'holder' && charged?.type !== 'stay')
  return [...new Map(held.map(bill => [bill.object.id, holderKey(bill.communityId, bill.object.id)])).values()]
}
