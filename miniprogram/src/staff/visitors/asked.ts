import { Pass } from '@linli/shared/visitors/schema'
import * as z from 'zod'
import { forget, keepIfRoom, readKept } from '../../storage'
import { createStore } from '../../store'
import { onTokenDropped } from '../../token'
import { listedNow, type Own } from './listed-now'

const key = 'linli.kept.asked'
/** As the server last listed them: kept for when there is no network. */
const store = createStore<readonly Pass[]>(() => readKept(key, z.array(Pass)) ?? [])
const own = new Map<string, Own>()

onTokenDropped(() => {
  own.clear()
  put([])
})

/** Walk-ins of this gate whose household was asked, by whichever guard: the next one goes on with them. */
export const useAsked = (gateId: string): readonly Pass[] =>
  store.use().filter(({ walkIn }) => walkIn?.gateId === gateId)

function put(passes: readonly Pass[]): void {
  store.set(passes)
  if (passes.length > 0) keepIfRoom(key, passes)
  else forget(key)
}

/** What the server says of this gate. */
export const listed = (passes: readonly Pass[]): void => put(listedNow(passes, own, Date.now()))

function know(passId: string, pass: Pass | undefined): void {
  own.set(passId, { pass, atMs: Date.now() })
  const others = store.get().filter(each => each.passId !== passId)
  put(pass ? [pass, ...others] : others)
}

/** One that nobody asks about any more: let in, turned away, or its answer was seen. */
export function doneWith(passId: string): void {
  if (store.get().some(each => each.passId === passId)) know(passId, undefined)
}

/** The guard has it on the screen: it stays as long as something is left to do. */
export function seen(pass: Pass): void {
  if (!pass.walkIn) return
  const isOpen = pass.state === 'pending' || (pass.state === 'active' && pass.used < pass.allowance)
  if (isOpen) know(pass.passId, pass)
  else doneWith(pass.passId)
}
