import type { Company } from '@linli/shared/communities/schema'
import { ownAuditItem } from '../audit'
import { type Context, reaching } from '../context'
import { companyKey } from './store'

/** A new 物业服务企业. Called by whoever sets a deployment up; no endpoint leads here. */
export async function createCompany(ctx: Context, input: { name: string }): Promise<Company> {
  const company = { companyId: ctx.newId(), name: input.name }
  const audit = ownAuditItem(ctx, `M#${company.companyId}#`, {
    action: 'communities.create_company',
    objectType: 'company',
    objectId: company.companyId,
    summary: '新建企业',
  })
  const { db } = reaching(ctx, `M#${company.companyId}#`)
  await db.transact([{ put: { ...companyKey(company.companyId), ...company }, ifAbsent: true }, audit], audit.put)
  return company
}
