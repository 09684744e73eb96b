import type { InputOf } from '@linli/shared/contract'
import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import type { Route } from '../src/http'
import { callAs, type Caller } from './call'
import { openGates } from './gates'

export type Wish = Partial<InputOf<typeof api.invite>>

/** Two gates of a community, and what comes to them: invited by its owner, shown, scanned, let in, on record. */
export async function openVisits(more: readonly Route[] = []) {
  const world = await openGates(more)
  const { deps, app, home, owner, guard, clerk } = world
  const east = await world.gate('东门')
  const west = await world.gate('西门')
  const day = { from: '2026-11-22', to: '2026-11-22' }
  const inviting = (wish: Wish = {}) =>
    callAs(app, owner, api.invite, { ...home, kind: 'visit', name: '王阿姨', window: day, ...wish })
  const invite = async (wish: Wish = {}) => (await inviting(wish)).ok()
  const open = async (link = '') => (await callAs(app, {}, api.open, { link })).ok()
  const token = async (link = '') => (await open(link)).tokens[0]?.token ?? ''
  const scan = async (shown: string, at = east, who: Caller = guard) =>
    (await callAs(app, who, gateApi.scan, { ...at, token: shown })).ok()
  const admit = (ticket = '', at = east, who: Caller = guard, sendId = deps.newId()) =>
    callAs(app, who, gateApi.admit, { ...at, ticket, sendId })
  const logOf = async (by: object = {}) => {
    deps.world.settle()
    return (await callAs(app, clerk, visitorDeskApi.log, { communityId: home.communityId, ...by })).ok().items
  }
  return { ...world, east, west, day, inviting, invite, open, token, scan, admit, logOf }
}
