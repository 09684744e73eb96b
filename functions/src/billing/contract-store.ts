import { Contract } from '@linli/shared/billing/contract-schema'
import { AppError } from '@linli/shared/errors'
import { addDays } from '@linli/shared/time'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { queryAll } from '../query-all'

export const StoredContract = Contract
export type StoredContract = Contract

export const contractsPk = (communityId: string) => `C#${communityId}#contracts`
export const contractKey = (communityId: string, contractId: string): Key => ({
  pk: contractsPk(communityId),
  sk: contractId,
})

const byEnd = (communityId: string) => `C#${communityId}#contracts-by-end`
const withoutEnd = '9999-12-31'
export const contractItem = (contract: StoredContract): Item => ({
  ...contractKey(contract.communityId, contract.contractId),
  ...contract,
  gs1pk: byEnd(contract.communityId),
  gs1sk: `${contract.to ?? withoutEnd}#${contract.contractId}`,
})

type Page = { communityId: string; show?: 'live' | 'ended' | undefined; limit: number; cursor?: string | undefined }

/** Those that run today or later, the first to end first; or those that have ended, the last first. Eventually consistent. */
export const listContracts = (ctx: Context, { communityId, show = 'live', ...page }: Page) =>
  ctx.db.query({
    index: 'gs1',
    pk: byEnd(communityId),
    schema: StoredContract,
    between: daysOf(show, ctx.today()),
    newestFirst: show === 'ended',
    ...page,
  })

/** By the day they end: from today on, or before it. */
const daysOf = (show: 'live' | 'ended', today: string): [string, string] =>
  show === 'live' ? [today, `${withoutEnd}#~`] : [' ', `${addDays(today, -1)}#~`]

/** More contracts than any community has. */
const mostContracts = 20_000

/** Every contract of a community, read consistently. */
export const contractsOf = (ctx: Context, communityId: string): Promise<StoredContract[]> =>
  queryAll(ctx.db, { pk: contractsPk(communityId), schema: StoredContract }, mostContracts)

/** Throws record.not_found. */
export async function loadContract(ctx: Context, communityId: string, contractId: string): Promise<StoredContract> {
  const contract = await ctx.db.get(contractKey(communityId, contractId), StoredContract)
  if (!contract) throw new AppError('record.not_found')
  return contract
}
