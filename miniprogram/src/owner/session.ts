import { identityApi } from '@linli/shared/identity/api'
import { type Home, Me } from '@linli/shared/identity/schema'
import * as z from 'zod'
import { call } from '../api'
import { chooseTypeSize, typeSize } from '../kit/type-size'
import { payChannel } from '../platform/host'
import { platform } from '../platform/platform'
import { forget, forgetAll, keep, readKept } from '../storage'
import { createStore } from '../store'
import { dropToken, keepToken, onTokenDropped, readToken } from '../token'

const meKey = 'linli.me'
const homeKey = 'linli.home'

/** Who is signed in on this phone; the homes are those of the last answer of the server, which decides anew each time. */
const meStore = createStore<Me | undefined>(() => (readToken() ? readKept(meKey, Me) : undefined))
const homeStore = createStore<string | undefined>(() => readKept(homeKey, z.string()))

/** Whether the last login ended by itself: the first screen says so. */
const overStore = createStore(() => false)
let freshAtMs = 0

onTokenDropped(reason => {
  forgetAll('linli.kept.')
  forget(meKey)
  forget(homeKey)
  meStore.set(undefined)
  homeStore.set(undefined)
  overStore.set(reason === 'over')
})

export const useMe = (): Me | undefined => meStore.use()
export const useLoginOver = (): boolean => overStore.use()

export function keepMe(me: Me): void {
  freshAtMs = Date.now()
  keep(meKey, me)
  meStore.set(me)
}

/** The home that the pages are about: the chosen one, else the first. */
export function useHome(): Home | undefined {
  const me = meStore.use()
  const chosen = homeStore.use()
  return me?.homes.find(home => home.occupancyId === chosen) ?? me?.homes[0]
}

/** The home of a room that a page was opened for, else the chosen one. */
export function useHomeOf(roomId: string | undefined): Home | undefined {
  const home = useHome()
  return meStore.use()?.homes.find(each => each.roomId === roomId) ?? home
}

/** A message about what is for many names no home: then it is the home that is shown, or another one there. */
export function useHomeThere(communityId: string, roomId: string | undefined): Home | undefined {
  const shown = useHome()
  const there = (meStore.use()?.homes ?? []).filter(home => home.communityId === communityId)
  if (roomId !== undefined) return there.find(home => home.roomId === roomId)
  return shown?.communityId === communityId ? shown : there[0]
}

export function chooseHome(occupancyId: string): void {
  keep(homeKey, occupancyId)
  homeStore.set(occupancyId)
}

/** Signs in with the app around. The type size of the account comes along; one chosen on this phone goes to the account. */
export async function signIn(): Promise<Me> {
  const { token, me } = await call(identityApi.signIn, { code: await platform.login(), app: payChannel })
  keepToken(token)
  keepMe(me)
  if (me.fontSize !== 'standard') chooseTypeSize(me.fontSize)
  else if (typeSize() !== 'standard')
    await call(identityApi.setFontSize, { fontSize: typeSize() }).catch(() => undefined)
  return me
}

export const refreshMe = async (): Promise<Me> => {
  const me = await call(identityApi.me, {})
  keepMe(me)
  return me
}

const staleAfterMs = 5 * 60_000
/** Asks again who lives where, in the background, when the last answer is old; no page waits for it. */
export function refreshStaleMe(): void {
  if (Date.now() - freshAtMs > staleAfterMs) refreshMe().catch(() => undefined)
}

/** Leaves on this phone even when the server cannot be reached. */
export async function signOut(): Promise<void> {
  await call(identityApi.signOut, {}).catch(() => undefined)
  dropToken('left')
}
/** The account is deleted on the server already. */
export const forgetAccount = (): void => dropToken('left')
