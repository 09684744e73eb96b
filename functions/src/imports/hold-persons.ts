import type { Context } from '../context'
import { registeredElsewhere } from '../people/registered-elsewhere'
import type { Entry } from './manifest'
import { keyOf } from './still-ours'

/** The persons that these entries made, with the places that the entries do not hold. */
export function livingElsewhere(
  ctx: Context,
  companyId: string,
  entries: Entry[],
): Promise<{ personId: string; places: string[] }[]> {
  const written = entries.flatMap(entry => entry.written)
  const made = written.filter(({ before }) => before === undefined)
  return registeredElsewhere(ctx, companyId, made.map(keyOf), written.map(keyOf))
}

/** Whether nobody that these entries made is registered elsewhere. */
export const homeless = async (ctx: Context, companyId: string, entries: Entry[]): Promise<boolean> =>
  (await livingElsewhere(ctx, companyId, entries)).length === 0
