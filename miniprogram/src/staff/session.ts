import { identityApi } from '@linli/shared/identity/api'
import { Staff } from '@linli/shared/identity/schema'
import { staffApi } from '@linli/shared/identity/staff-api'
import * as z from 'zod'
import { call } from '../api'
import { platform } from '../platform/platform'
import { forget, forgetAll, keep, readKept } from '../storage'
import { createStore } from '../store'
import { dropToken, keepToken, onTokenDropped, readToken } from '../token'

const key = 'linli.staff'
const chosenKey = 'linli.community'
const chosen = createStore<string | undefined>(() => readKept(chosenKey, z.string()))
const store = createStore<Staff | undefined>(() => (readToken() ? readKept(key, Staff) : undefined))

// What was not sent yet stays: it is the person's own work, and is sent when they sign in again.
onTokenDropped(() => {
  forgetAll('linli.kept.')
  forget(key)
  store.set(undefined)
})

export const useStaff = (): Staff | undefined => store.use()
/** The community that was chosen last, of those that one works in. */
export const useChosen = (): string | undefined => chosen.use()
export function chooseCommunity(communityId: string): void {
  keep(chosenKey, communityId)
  chosen.set(communityId)
}
export const signedIn = (): Staff | undefined => store.get()

function keepStaff(staff: Staff): Staff {
  keep(key, staff)
  store.set(staff)
  return staff
}

/** By WeChat alone; the first time with the invitation. */
export async function signIn(invitation?: string): Promise<Staff> {
  const code = await platform.login()
  const { token, staff } = await call(staffApi.signInStaff, { code, ...(invitation && { invitation }) })
  keepToken(token)
  return keepStaff(staff)
}

/** Roles may have changed meanwhile; the server decides anew with each request anyway. */
export const refreshStaff = async (): Promise<Staff> => keepStaff((await call(identityApi.officeMe, {})).staff)

export async function signOut(): Promise<void> {
  await call(identityApi.signOutOffice, {}).catch(() => undefined)
  dropToken('left')
}
