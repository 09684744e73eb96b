import { matchSentence } from '@linli/shared/imports/people-words'
import type { ReadProblem } from '@linli/shared/imports/reading'
import type { ImportRecord } from '@linli/shared/imports/record'
import { fieldNames } from '@linli/shared/imports/fields'
import { ownersOf } from '../communities/import-rooms'
import type { Context } from '../context'
import { type KnownMatch, knownMatches } from '../people/known-matches'
import type { PersonInput } from '../people/resolve-persons'

/**
 * Owners, tenants and family members of these records whom the company may know already, each with what differs: to be
 * looked at before the confirmation. Nothing differs: they are the same, and there is nothing to say.
 */
export async function knownPeople(
  ctx: Context,
  companyId: string,
  records: ImportRecord[],
  options: { byPhone: (phone: string) => boolean },
): Promise<ReadProblem[]> {
  const people = records.flatMap(record => peopleOf(record).map(person => ({ record, person })))
  const asked = people.filter(({ person }) => person.idNumber !== undefined || person.phone !== undefined)
  const matches = await knownMatches(
    ctx,
    companyId,
    asked.map(({ person }) => person),
    options,
  )
  return asked.flatMap(({ record, person }, i) => {
    const differing = (matches[i] ?? []).find(({ differs }) => differs.length > 0)
    return differing ? [warning(record, person.name, differing)] : []
  })
}

const peopleOf = (record: ImportRecord): PersonInput[] =>
  record.kind === 'room' ? ownersOf(record) : record.kind === 'residents' ? record.people : []

const warning = (record: ImportRecord, name: string, match: KnownMatch): ReadProblem => ({
  sheet: record.sheet,
  row: record.row,
  column: fieldNames[match.reason === 'same_id' ? 'idNumber' : 'phone'],
  value: name,
  code: match.reason === 'same_id' ? 'person_same_id' : 'person_same_phone',
  severity: 'warning',
  reason: `系统里已有${match.known.name}：${matchSentence(match)}；${outcome(match)}`,
})

/** As `resolvePersons` will decide. */
function outcome({ reason, differs }: KnownMatch): string {
  if (reason === 'same_id') return '导入后是同一位，姓名以系统里的为准'
  return differs.includes('name') || differs.includes('idNumber') ? '导入后是另一位住户' : '导入后是同一位'
}
