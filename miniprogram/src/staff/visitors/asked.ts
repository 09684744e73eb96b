import { beijingDate } from '@linli/shared/time'
import { Pass } from '@linli/shared/visitors/schema'
import * as z from 'zod'
import { forget, keep, readKept } from '../../storage'
import { createStore } from '../../store'
import { onTokenDropped } from '../../token'

const key = 'linli.kept.asked'
const most = 10
/** Kept on the phone: whoever waits at the gate still does when the app was closed meanwhile. */
const store = createStore<readonly Pass[]>(() => readKept(key, z.array(Pass)) ?? [])
const today = () => beijingDate(new Date().toISOString())

onTokenDropped(() => store.set([]))

/** Today's walk-ins of this gate whose household was asked: the guard goes on with whoever is next, and comes back to them. */
export const useAsked = (gateId: string): readonly Pass[] =>
  store.use().filter(({ walkIn, window }) => walkIn?.gateId === gateId && window.to >= today())

function put(passes: readonly Pass[]): void {
  store.set(passes)
  if (passes.length > 0) keep(key, passes)
  else forget(key)
}

const others = (passId: string) => store.get().filter(each => each.passId !== passId)

/** What was heard of one. */
export const heardOf = (pass: Pass): void => put([...others(pass.passId), pass].slice(-most))

/** One that nobody asks about any more: let in, or its answer was seen. */
export function doneWith(passId: string): void {
  if (store.get().some(each => each.passId === passId)) put(others(passId))
}

/** The guard has it on the screen: it stays as long as something is left to do. */
export function seen(pass: Pass): void {
  const isOpen = pass.state === 'pending' || (pass.state === 'active' && pass.used < pass.allowance)
  if (pass.walkIn && isOpen) heardOf(pass)
  else doneWith(pass.passId)
}
