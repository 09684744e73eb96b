import { Secret, TOTP } from 'otpauth'

/** Argon2id by OWASP's first choice for a small server: 19 MiB, 2 passes. The native library loads on the first use. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2')
  return hash(password, cost)
}

/** Of a password that nobody has: an unknown username costs the same time. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$bGlubGktbm9ib2R5LWhlcmU$0000000000000000000000000000000000000000000'

/** Whether the password is the login's; without a login the same work is done and the answer is no. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2')
  const matches = await verify(passwordHash ?? nobody, password)
  return matches && passwordHash !== undefined
}

const totpOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/**
 * The time step that a code belongs to: this one, or one to either side (RFC 6238 §5.2). It keeps real time, whatever
 * the product's clock says: the code comes from a real phone.
 */
export function totpStep(secret: string, token: string): number | undefined {
  const totp = totpOf(secret)
  const step = totp.counter()
  const delta = totp.validate({ token, window: 1, timestamp: step * 30_000 })
  return delta === null ? undefined : step + delta
}
