import type { Home } from '../identity/schema'
import { isLiable } from './disputes'
import type { Bill } from './schema'

type Viewer = Pick<Home, 'personId' | 'role' | 'seesBills' | 'from' | 'to'>

/**
 * Whether a resident of the bill's room sees it: who owes it or is jointly liable (民法典 307, 物业管理条例 41), and whom an
 * owner let in, for periods that meet their own dates. Nobody sees a developer's bills or those of
 * somebody from before Linli, a buyer never the seller's.
 */
export function canSeeBill(home: Viewer, bill: Pick<Bill, 'payer' | 'period'>): boolean {
  const { payer, period } = bill
  if (isLiable(home.personId, bill)) return true
  if (home.role === 'owner' || !home.seesBills || payer.kind === 'developer' || payer.kind === 'former') return false
  return home.from <= period.to && (home.to === undefined || period.from <= home.to)
}
