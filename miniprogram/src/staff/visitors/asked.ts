import type { Pass } from '@linli/shared/visitors/schema'
import { createStore } from '../../store'

const most = 10
const store = createStore<readonly Pass[]>(() => [])
const without = (passId: string) => store.get().filter(each => each.passId !== passId)

/** Walk-ins of this gate whose household is still asked: the guard goes on with whoever is next, and comes back to them. */
export const useAsked = (gateId: string): readonly Pass[] =>
  store.use().filter(({ walkIn }) => walkIn?.gateId === gateId)

/** What was heard of one: it stays while nobody has decided. */
export function heardOf(pass: Pass): void {
  const waits = pass.state === 'pending' && pass.walkIn !== undefined
  store.set([...without(pass.passId), ...(waits ? [pass] : [])].slice(-most))
}
