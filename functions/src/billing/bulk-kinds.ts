import type { BulkItem, BulkTask } from '@linli/shared/billing/bulk-schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { payersKind } from './bulk-payers'
import { reissueKind } from './bulk-reissue'
import { tariffKind } from './bulk-tariff'

export type TaskOf<K extends BulkTask['kind']> = Extract<BulkTask, { kind: K }>

/**
 * One kind of bulk job. `items` are what it is about, `preview` what one becomes; `apply` does it in one transaction that
 * holds `written` as well, and throws an AppError with the sentence where it cannot.
 */
export type BulkKind<T> = {
  items: (ctx: Context, communityId: string, task: T) => AsyncGenerator<BulkItem[]>
  preview: (ctx: Context, communityId: string, task: T, item: BulkItem) => Promise<Becomes>
  apply: (ctx: Context, of: { communityId: string; task: T; item: BulkItem; written: Written }) => Promise<void>
}
export type Becomes = { after: number; payerAfter?: string }
/** The outcome's writes, from what the item became. */
export type Written = (after: number) => Write[]

type Bound = {
  items: () => AsyncGenerator<BulkItem[]>
  preview: (item: BulkItem) => Promise<Becomes>
  apply: (item: BulkItem, written: Written) => Promise<void>
}

const bound = <T>(kind: BulkKind<T>, ctx: Context, communityId: string, task: T): Bound => ({
  items: () => kind.items(ctx, communityId, task),
  preview: item => kind.preview(ctx, communityId, task, item),
  apply: (item, written) => kind.apply(ctx, { communityId, task, item, written }),
})

export function bulkOf(ctx: Context, communityId: string, task: BulkTask): Bound {
  if (task.kind === 'reissue') return bound(reissueKind, ctx, communityId, task)
  return task.kind === 'tariff' ? bound(tariffKind, ctx, communityId, task) : bound(payersKind, ctx, communityId, task)
}
