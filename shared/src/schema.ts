import type * as z from 'zod'

/**
 * A schema by what its callers need of it. As a parameter it stands for zod's own class, which has some seventy methods:
 * the compiler compared each of them at every call, for two fifths of its time.
 */
export type Schema<T = unknown> = z.core.$ZodType<T> & {
  parse(data: unknown): T
  safeParse(data: unknown): z.ZodSafeParseResult<T>
}
