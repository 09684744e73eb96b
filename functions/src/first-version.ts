import type { Context } from './context'

/**
 * The first version of a record that an import makes. An undo removes the record, and the next import makes it again: a
 * clock that goes on keeps a page of the first from being taken for one of the second.
 */
export const firstVersion = (ctx: Context): number => ctx.deps.nowMs()
