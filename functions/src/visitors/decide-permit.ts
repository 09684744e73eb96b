import type { InputOf } from '@linli/shared/contract'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { movePermit } from './move-permit'

/** 施工人员出入证 that waits: allowed, or not. Throws record.not_found, visitors.refused. */
export const decidePermit = (
  ctx: Context,
  { allow, reason, ...of }: InputOf<typeof visitorDeskApi.decide>,
): Promise<Pass> => movePermit(ctx, of, allow ? 'allow' : 'refuse', reason)
