import type { contractApi } from '@linli/shared/billing/contract-api'
import type { Contract } from '@linli/shared/billing/contract-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { contractItem, loadContract } from './contract-store'
import { Cover, coverName, thingCoverKey } from './cover'
import { fieldProblems } from './words'

/**
 * The contract ends on that day: nothing after it is charged. Refused while a live bill covers a later day; that none does
 * holds with the write. Throws request.invalid, record.not_found.
 */
export async function endContract(ctx: Context, input: InputOf<typeof contractApi.endContract>): Promise<Contract> {
  const { communityId, contractId, on, reason } = input
  return deciding(async () => {
    const contract = await loadContract(ctx, communityId, contractId)
    if (on < contract.from || (contract.to !== undefined && on > contract.to))
      throw refused(fieldProblems.endsOutside(contract.from, contract.to))
    const key = thingCoverKey(communityId, contractId)
    const [cover] = await ctx.db.getMany([key], Cover)
    const charged = { type: 'contract', id: contractId, name: '' } as const
    const last = cover?.items[coverName({ feeItemId: contract.feeItemId, charged })]?.ranges.at(-1)
    if (last && last.to > on) throw refused(fieldProblems.billedBeyond(last.to))
    const next: Contract = { ...contract, to: on, ended: { on, reason }, version: contract.version + 1 }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.end_contract',
      objectType: 'contract',
      objectId: contractId,
      summary: `合同 ${contract.number} 到 ${on} 结束：${reason}`,
    })
    await ctx.db.transact(
      [
        { put: contractItem(next), if: { version: contract.version } },
        { check: key, if: { version: cover?.version } },
        audit,
      ],
      audit.put,
    )
    return next
  })
}

const refused = (message: string) => new AppError('request.invalid', { fields: [{ path: 'on', message }] })
