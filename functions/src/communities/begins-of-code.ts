import { sortCode } from '@linli/shared/imports/room-code'

/**
 * What a list by room code is asked for a code's beginning: a building `3`, a unit `3-2`, or `3-2-15` for 3-2-15,
 * 3-2-1501 …: those are picked from their unit, because sort codes pad their numbers.
 */
export function beginsOfCode(prefix: string | undefined): { begins: string; has: (code: string) => boolean } {
  const asked = prefix?.trim().toUpperCase() ?? ''
  const [unit] = /^[^-]*-[^-]*-/.exec(asked) ?? []
  const begins = asked === '' ? '' : sortCode(unit ?? asked)
  return { begins, has: code => unit === undefined || code.startsWith(asked) }
}
