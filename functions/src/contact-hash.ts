import type { Secrets } from './secrets'

/** What a number that somebody left is found by in one community, however it was typed; the newest key first. */
export const contactHashes = (secrets: Secrets, phone: string, communityId: string): string[] =>
  secrets.hashes(phone.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, ''), communityId)
