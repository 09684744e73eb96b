import { communityContext, type Deps, reaching } from '../context'
import { type BillRef, recountBills } from './count-debts'
import { enrol } from './start-run'

/** Communities whose work by the clock this process knows to have begun. */
const enrolled = new Set<string>()

/** Bills of a community have moved: their debts follow. May come late, twice and in any order. */
export async function arrearsMoved(deps: Deps, communityId: string, bills: readonly BillRef[]): Promise<void> {
  const ctx = communityContext(deps, communityId)
  if (!enrolled.has(communityId)) {
    await enrol(reaching(ctx, 'G#dunning#'), communityId)
    enrolled.add(communityId)
  }
  await recountBills(ctx, communityId, bills)
}
