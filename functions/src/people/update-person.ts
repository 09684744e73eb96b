import { AppError } from '@linli/shared/errors'
import type { Person } from '@linli/shared/people/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { correctedPlacesItems, placesAtOnce } from './correct-places'
import { companyOf, firstPlaces, loadPerson, personWrite, publicPerson } from './person'
import {
  fieldOf,
  lookupKeys,
  type PersonInput,
  phoneOf,
  sealedEmail,
  sealedIdNumber,
  sealedPhone,
} from './resolve-persons'
import { Lookup, namesakeKey, phoneKey, idNumberKey, organisationKey, type StoredPerson } from './store'

export type UpdatePersonInput = PersonInput & {
  communityId: string
  personId: string
  email?: string | undefined
  version: number
}

/**
 * Corrects a person, for all communities of the company: a number that is left out stays. Lookups, rooms and bound
 * accounts follow in the same transaction, beyond 8 rooms by a job. Throws record.not_found, record.changed,
 * record.exists when the ID number is another person's.
 */
export async function updatePerson(ctx: Context, input: UpdatePersonInput): Promise<Person> {
  const companyId = companyOf(ctx, input.communityId)
  const { communityId, personId } = input
  const [person, places, here] = await Promise.all([
    loadPerson(ctx, companyId, personId),
    firstPlaces(ctx, { companyId, personId }, placesAtOnce + 1),
    firstPlaces(ctx, { companyId, personId, communityId }, 1),
  ])
  if (here.length === 0) throw new AppError('record.not_found')
  if (person.version !== input.version) throw new AppError('record.changed')
  const { name, kind, phone, idNumber, email } = input
  const change = {
    name,
    kind,
    ...sealedPhone(ctx, person.personId, phone),
    ...sealedIdNumber(ctx, person.personId, idNumber),
    ...sealedEmail(ctx, person.personId, email),
  }
  const next = personWrite(person, change)
  const lookups = await lookupChanges(ctx, person, next.person)
  const first = await correctedPlacesItems(ctx, next.person, places.slice(0, placesAtOnce))
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'people.update',
    objectType: 'person',
    objectId: person.personId,
    summary: `更正住户资料：${changedFields(person, next.person).join('、') || '无'}`,
  })
  const rest: Write[] =
    places.length > placesAtOnce
      ? [
          outboxItem(ctx, 'jobs', {
            type: 'people.correct_places',
            communityId: input.communityId,
            companyId,
            personId: person.personId,
          }),
        ]
      : []
  try {
    await reaching(ctx, ...first.owners).db.transact(
      [next.write, ...lookups, ...first.writes, ...rest, audit],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return publicPerson(next.person)
}

/** Which fields, by their names on the screen; never the values. */
const changedFields = (before: StoredPerson, after: StoredPerson): string[] => [
  ...(before.name === after.name ? [] : ['姓名']),
  ...(before.kind === after.kind ? [] : ['类型']),
  ...(before.phoneSealed === after.phoneSealed ? [] : ['手机号']),
  ...(before.idNumberSealed === after.idNumberSealed ? [] : ['证件号']),
  ...(before.emailSealed === after.emailSealed ? [] : ['邮箱']),
]

/** The old keys go, the new ones come; a key that both have stays. */
async function lookupChanges(ctx: Context, before: StoredPerson, after: StoredPerson): Promise<Write[]> {
  const idNumberOf = (person: StoredPerson) =>
    person.idNumberSealed && ctx.deps.secrets.open(person.idNumberSealed, fieldOf(person.personId))
  const traits = { phone: phoneOf(ctx, after), idNumber: idNumberOf(after) }
  const wanted = lookupKeys(ctx, after, traits, () => false)
  const owned = ownedKeys(ctx, before, { phone: phoneOf(ctx, before), idNumber: idNumberOf(before) })
  const [holders, old] = await Promise.all([ctx.db.getMany(wanted, Lookup), ctx.db.getMany(owned, Lookup)])
  const holderOf = new Map(wanted.map((key, i) => [`${key.pk}|${key.sk}`, holders[i]?.personId]))
  if (wanted.some(key => key.sk === 'idNumber' && isOthers(holderOf.get(`${key.pk}|${key.sk}`), before.personId)))
    throw new AppError('record.exists', {
      fields: [{ path: 'idNumber', message: '这个证件号已经登记在另一位住户名下' }],
    })
  const keys = lookupKeys(ctx, after, traits, key => isOthers(holderOf.get(`${key.pk}|${key.sk}`), before.personId))
  const kept = new Set(keys.map(key => `${key.pk}|${key.sk}`))
  const gone = owned.filter((key, i) => old[i]?.personId === before.personId && !kept.has(`${key.pk}|${key.sk}`))
  return [
    ...gone.map(key => ({ delete: key, if: { personId: before.personId } })),
    ...keys
      .filter(key => holderOf.get(`${key.pk}|${key.sk}`) !== before.personId)
      .map(key => ({ put: { ...key, personId: before.personId }, ifAbsent: true })),
  ]
}

const isOthers = (holder: string | undefined, personId: string) => holder !== undefined && holder !== personId

/** Every key under which the person may stand, for all live hash keys. */
function ownedKeys(
  ctx: Context,
  person: StoredPerson,
  { phone, idNumber }: { phone: string | undefined; idNumber: string | undefined },
) {
  const { companyId, personId, name } = person
  const hashes = (value: string | undefined) => (value === undefined ? [] : ctx.deps.secrets.hashes(value, companyId))
  return [
    ...hashes(idNumber).map(hash => idNumberKey(companyId, hash)),
    ...hashes(phone).flatMap(hash => [phoneKey(companyId, hash, name), namesakeKey(companyId, hash, name, personId)]),
    ...(person.kind === 'organisation' ? hashes(name).map(hash => organisationKey(companyId, hash)) : []),
  ]
}
