import type { Consent } from '@linli/shared/identity/schema'
import type { StoredAccount } from './store'

/** The newest answer for each purpose. */
export function currentConsents({ consents }: Pick<StoredAccount, 'consents'>): Consent[] {
  return [...new Map(consents.map(consent => [consent.purpose, consent])).values()]
}
