import { ruleProblems } from '@linli/shared/imports/place-words'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { beforeAll, expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { deleteRule, putRule } from './rules'
import { listRules } from './settings-store'

let place: Place
const put = (ruleId: string, kind: PlaceRule['kind'], from: string, to = '') =>
  putRule(place.ctx, { communityId: place.communityId, ruleId, kind, from, to })
const refused = (problem: keyof typeof ruleProblems) => ({
  code: 'request.invalid',
  details: { fields: [{ path: problem.startsWith('to_') ? 'to' : 'from', message: ruleProblems[problem] }] },
})

beforeAll(async () => {
  place = await makeCommunity(testDeps())
})

it('a rule of places stands, is changed and goes; what cannot stand says why', async () => {
  await put('r1', 'prefix', '商用-')
  await put('r1', 'prefix', '商用-', 'B-0-')
  await expect(put('r2', 'prefix', '商用－')).rejects.toMatchObject(refused('same_from'))
  await expect(put('r2', 'alias', '王记五金', '水果店')).rejects.toMatchObject(refused('to_not_a_room'))
  await put('r2', 'not_a_room', '{x}大厅{x}')
  expect((await listRules(place.ctx, place.communityId)).map(({ ruleId, to }) => [ruleId, to])).toEqual([
    ['r1', 'B-0-'],
    ['r2', ''],
  ])
  await deleteRule(place.ctx, { communityId: place.communityId, ruleId: 'r1' })
  await put('r3', 'prefix', '商用－')
  expect(await listRules(place.ctx, place.communityId)).toHaveLength(2)
})
