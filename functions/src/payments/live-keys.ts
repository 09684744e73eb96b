import { AppError } from '@linli/shared/errors'
import type { Deps } from '../context'

/**
 * Verifies by the keys of a path's merchant; where the merchant or the key is unknown, once more by those of the secret
 * store, if they are others by now. The store is asked at most once a minute, however many forgeries arrive. Throws
 * request.not_found for a path that is nobody's.
 */
export async function withLiveKeys<M extends object, T>(
  { live }: Pick<Deps, 'live'>,
  merchantNow: () => M | undefined,
  isUnknownKey: (error: unknown) => boolean,
  verify: (merchant: M) => Promise<T>,
): Promise<T> {
  const merchant = merchantNow()
  try {
    if (!merchant) throw new AppError('request.not_found')
    return await verify(merchant)
  } catch (error) {
    if (merchant && !isUnknownKey(error)) throw error
    await live.renew()
    const renewed = merchantNow()
    if (!renewed || renewed === merchant) throw error
    return verify(renewed)
  }
}
