import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { personHere } from './person-here'
import { fieldOf } from './resolve-persons'

export type RevealInput = { communityId: string; personId: string; field: 'phone' | 'idNumber'; reason: string }

const fieldNames = { phone: '手机号', idNumber: '证件号' }

/** A number in full, once its record is kept: which field, of whom, why; never the value (个人信息保护法 51, 54). */
export async function reveal(ctx: Context, input: RevealInput): Promise<{ value: string }> {
  const { person } = await personHere(ctx, input.communityId, input.personId)
  const sealed = input.field === 'phone' ? person.phoneSealed : person.idNumberSealed
  if (!sealed) throw new AppError('record.not_found')
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'people.reveal',
    objectType: 'person',
    objectId: person.personId,
    summary: `查看${fieldNames[input.field]}，原因：${input.reason}`,
  })
  await ctx.db.transact([audit], audit.put)
  return { value: ctx.deps.secrets.open(sealed, fieldOf(person.personId)) }
}
