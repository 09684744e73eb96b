import type { BulkItem, BulkTask } from '@linli/shared/billing/bulk-schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { reissueKind } from './bulk-reissue'
import { tariffKind } from './bulk-tariff'

export type TaskOf<K extends BulkTask['kind']> = Extract<BulkTask, { kind: K }>

/**
 * One kind of bulk job. `items` are what it is about, `preview` what one becomes; `apply` does it in one transaction that
 * holds `written` as well, and throws an AppError with the sentence where it cannot.
 */
export type BulkKind<T> = {
  items: (ctx: Context, communityId: string, task: T) => AsyncGenerator<BulkItem[]>
  preview: (ctx: Context, communityId: string, task: T, item: BulkItem) => Promise<number>
  apply: (ctx: Context, of: { communityId: string; task: T; item: BulkItem; written: Written }) => Promise<void>
}
/** The outcome's writes, from what the item became. */
export type Written = (after: number) => Write[]

type Bound = {
  items: () => AsyncGenerator<BulkItem[]>
  preview: (item: BulkItem) => Promise<number>
  apply: (item: BulkItem, written: Written) => Promise<void>
}

const bound = <T>(kind: BulkKind<T>, ctx: Context, communityId: string, task: T): Bound => ({
  items: () => kind.items(ctx, communityId, task),
  preview: item => kind.preview(ctx, communityId, task, item),
  apply: (item, written) => kind.apply(ctx, { communityId, task, item, written }),
})

export const bulkOf = (ctx: Context, communityId: string, task: BulkTask): Bound =>
  task.kind === 'reissue' ? bound(reissueKind, ctx, communityId, task) : bound(tariffKind, ctx, communityId, task)
