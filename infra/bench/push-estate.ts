import type { Deps } from '@linli/functions/context'
import { openidField } from '@linli/functions/identity/account'
import { accountKey, type StoredAccount } from '@linli/functions/identity/store'
import { messageGrantKey } from '@linli/functions/messages/store'
import { personItem, type StoredPerson } from '@linli/functions/people/store'
import { derivedId } from '@linli/functions/secrets'
import { load } from './bulk'

export const pushPlace = { communityId: '100000', companyId: derivedId('company', 'pushes') }
export const pushTemplate = 'tpl-notice'
export const pushKind = 'notice_published'
export const pushOpenid = (i: number) => `o${String(i).padStart(27, '0')}`
export const pushPerson = (i: number) => derivedId('person', 'pushes', i)

/** A household each: somebody of the register, the account that acts for them, and what that account allowed. */
export async function makeHouseholds(deps: Deps, count: number): Promise<void> {
  const { companyId } = pushPlace
  const items = Array.from({ length: count }, (_, i) => {
    const [accountId, personId] = [derivedId('account', 'pushes', i), pushPerson(i)]
    const person: StoredPerson = {
      personId,
      companyId,
      name: `住户${i}`,
      kind: 'natural',
      accounts: [accountId],
      version: 1,
    }
    const account: StoredAccount = {
      accountId,
      app: 'wechat',
      openidSealed: deps.secrets.seal(pushOpenid(i), openidField(accountId)),
      fontSize: 'standard',
      consents: [],
      requests: [],
      createdAt: new Date(deps.nowMs()).toISOString(),
      version: 1,
    }
    return [
      personItem(person),
      { ...accountKey(accountId), ...account },
      { ...messageGrantKey(`A#${accountId}#`, pushKind), count: 3 },
    ]
  })
  await load(deps.dynamo, deps.env.LINLI_TABLE, items.flat())
}
