import type { OccupancyRole } from '../communities/schema'
import { plainText } from './cell-text'
import type { Resident } from './record'

/** What a cell of 业主类型 or 住户关系 says that somebody is; most cells say that somebody is an owner, or only what kind. */
export function personRole(cell: string): OccupancyRole {
  const text = plainText(cell)
  if (/租户|租客|承租|租赁|租住/.test(text)) return 'tenant'
  return /家庭成员|家属|亲属|配偶|夫妻|丈夫|妻子|子女|儿子|女儿|父母|父亲|母亲/.test(text) ? 'family' : 'owner'
}

const order: Record<OccupancyRole, string> = { owner: '1', tenant: '2', family: '3' }
const keyOf = ({ role, kind, name, idNumber = '', phone = '' }: Resident) =>
  // An organisation first: what joins it as 共有人 is a person.
  [order[role], kind === 'organisation' ? '1' : '2', name, idNumber, phone].join('\t')

/** People in an order of their own, whatever rows they came from. */
export const inOrder = (people: readonly Resident[]): Resident[] =>
  people.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
