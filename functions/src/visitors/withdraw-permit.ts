import type { InputOf } from '@linli/shared/contract'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { movePermit } from './move-permit'

/** Who works against the rules comes in no more, whatever was allowed. Throws record.not_found, visitors.refused. */
export const withdrawPermit = (
  ctx: Context,
  { reason, ...of }: InputOf<typeof visitorDeskApi.withdrawPermit>,
): Promise<Pass> => movePermit(ctx, of, 'revoke', reason)
