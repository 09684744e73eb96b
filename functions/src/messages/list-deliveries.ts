import { AppError } from '@linli/shared/errors'
import type { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { Delivery } from '@linli/shared/messages/schema'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { companyOf, loadPersons } from '../people/person'
import { deliveriesPk, StoredDelivery, toCall, toldAbout, toldTo } from './push-store'

const Kept = StoredDelivery.extend({ ttl: z.number() })
type Asked = z.output<typeof messageDeskApi.deliveries.input>

/** What was sent of one push, to one person or about one object, with names; two reads. Throws request.invalid when none is named. */
export async function listDeliveries(ctx: Context, asked: Asked): Promise<{ items: Delivery[]; cursor?: string }> {
  const { communityId, limit, cursor } = asked
  const found = await ctx.db.query({ ...keyOf(asked), schema: Kept, limit, cursor, newestFirst: true })
  const companyId = companyOf(ctx, communityId)
  const ids = [
    ...new Set(found.items.flatMap(({ personId, other }) => [personId, other?.usedFor].filter(id => id !== undefined))),
  ]
  const persons = await loadPersons(reaching(ctx, `M#${companyId}#`), companyId, ids)
  const names = new Map(persons.flatMap(person => (person ? [[person.personId, person.name] as const] : [])))
  // The store deletes late what its end has come for.
  const live = found.items.filter(({ ttl }) => ttl * 1000 > ctx.deps.nowMs())
  const items = live.map(({ other, call, personId, ...delivery }): Delivery => {
    const name = personId && names.get(personId)
    const channel = other?.channel ?? (call ? 'call' : 'wechat')
    const usedFor = other?.usedFor && names.get(other.usedFor)
    return { ...delivery, personId, ...(name && { name }), channel, to: other?.shown, ...(usedFor && { usedFor }) }
  })
  return { ...found, items }
}

function keyOf({ communityId, pushId, personId, objectId, state }: Asked) {
  if (state === 'to_call') return { index: 'gs2' as const, pk: toCall(communityId) }
  if (pushId !== undefined) return { pk: deliveriesPk(communityId, pushId) }
  if (personId !== undefined) return { index: 'gs1' as const, pk: toldTo(communityId, personId) }
  if (objectId !== undefined) return { index: 'gs2' as const, pk: toldAbout(communityId, objectId) }
  throw new AppError('request.invalid')
}
