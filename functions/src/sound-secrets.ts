import { type Env, type KeyRing, parseSecrets, type SecretName, type SecretRefs } from './env'

/** Its message names the variable and what is wrong with it, never a value. */
export class WrongSecret extends Error {
  override name = 'WrongSecret'
}

/**
 * What secrets say, held to the rest of the environment: all of it is sound, or WrongSecret.
 * A merchant that is as it was stays the same object, so that what was made of its keys is kept.
 */
export function readSound(env: Env, texts: SecretRefs, isChange: boolean): Pick<Env, SecretName> {
  const next = parsed(env, texts)
  if (isChange) {
    checkRing('LINLI_FIELD_KEYS', env.LINLI_FIELD_KEYS, next.LINLI_FIELD_KEYS)
    checkRing('LINLI_HASH_KEYS', env.LINLI_HASH_KEYS, next.LINLI_HASH_KEYS)
    checkRing('LINLI_PASS_KEYS', env.LINLI_PASS_KEYS, next.LINLI_PASS_KEYS)
  }
  return {
    ...next,
    LINLI_WECHATPAY_MERCHANTS: kept(env.LINLI_WECHATPAY_MERCHANTS, next.LINLI_WECHATPAY_MERCHANTS),
    LINLI_ALIPAY_MERCHANTS: kept(env.LINLI_ALIPAY_MERCHANTS, next.LINLI_ALIPAY_MERCHANTS),
  }
}

function parsed(env: Env, texts: SecretRefs): Pick<Env, SecretName> {
  try {
    return parseSecrets(env, texts)
  } catch (error) {
    throw new WrongSecret(error instanceof Error ? error.message : '')
  }
}

function kept<T>(before: readonly T[], now: readonly T[]): T[] {
  const known = new Map(before.map(merchant => [JSON.stringify(merchant), merchant]))
  return now.map(merchant => known.get(JSON.stringify(merchant)) ?? merchant)
}

/**
 * Other processes still have the old ring for 10 minutes: what is sealed or hashed by a key that they lack, they could not
 * read. So a key is added behind the others first, and put in front by a later change.
 */
function checkRing(name: SecretName, before: KeyRing, now: KeyRing): void {
  const known = new Map(before.map(({ version, key }) => [version, key]))
  const first = now[0]
  if (first && !known.has(first.version))
    throw new WrongSecret(`environment: ${name} begins with a key that is new: add it at the end first`)
  if (now.some(({ version, key }) => known.get(version)?.equals(key) === false))
    throw new WrongSecret(`environment: ${name} has another key under a version that is in use`)
}
