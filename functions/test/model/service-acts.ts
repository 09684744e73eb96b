import { RevisitOutcome } from '@linli/shared/repairs/revisit'
import type { Context } from '../../src/context'
import { assign, transfer } from '../../src/repairs/assign'
import { cancel } from '../../src/repairs/cancel'
import { confirmMine } from '../../src/repairs/confirm'
import { follow, merge } from '../../src/repairs/follow'
import { addMyNote, answerQuote, cancelMine, rate, reopenMine, urge } from '../../src/repairs/my-repair'
import {
  accept,
  confirmByPhone,
  decline,
  note,
  quote,
  reopenByOffice,
  setResponsibility,
} from '../../src/repairs/office-steps'
import { enter, report } from '../../src/repairs/report'
import type { StoredRepair } from '../../src/repairs/store'
import {
  acknowledge,
  depart,
  finish,
  grab,
  handBack,
  pause,
  recordWork,
  resume,
  start,
} from '../../src/repairs/work-steps'
import { revisit } from '../../src/repairs/revisit'
import { setCosts } from '../../src/repairs/set-costs'
import { fireRepairTimers } from '../../src/repairs/fire-timers'
import type { Service, Who } from './service-office'

export type Draw = { which: number; n: number }
type Given = { service: Service; ctx: Context; repair: StoredRepair | undefined; draw: Draw; others: StoredRepair[] }
type Act = { by: readonly Who[]; do: (given: Given) => Promise<unknown> }

const reason = '模型'
const homes = ['owner', 'tenant'] as const
const office = ['dispatcher', 'manager'] as const
const hands = ['plumber', 'second'] as const
const kinds = ['water', 'burst_pipe', 'water', 'water', 'lift'] as const
const none = Promise.resolve()

/** An act on one order. */
const on = (
  by: readonly Who[],
  act: (ctx: Context, of: Of, draw: Draw, service: Service) => Promise<unknown>,
): Act => ({
  by,
  do: ({ ctx, repair, draw, service }) => (repair ? act(ctx, ofOrder(repair), draw, service) : none),
})
type Of = { communityId: string; repairId: string; roomId: string; repair: StoredRepair }
const ofOrder = (repair: StoredRepair): Of => ({
  communityId: repair.communityId,
  repairId: repair.repairId,
  roomId: repair.roomId ?? '',
  repair,
})
const at = ({ communityId, repairId }: Of) => ({ communityId, repairId })
const mine = ({ communityId, repairId, roomId }: Of) => ({ communityId, repairId, roomId })
const line = ({ n }: Draw) => ({
  part: 'labour' as const,
  name: '人工',
  quantity: 1 + (n % 3),
  unit: '次',
  unitFen: n % 5 === 0 ? 0 : n * 100,
})

/** What people do, and whose part it is; anybody may try. */
export const acts: Record<string, Act> = {
  report: {
    by: ['owner', 'tenant', 'owner', 'tenant', 'neighbour'],
    do: ({ service, ctx, draw: { which, n } }) => {
      const kind = kinds[which % 5] ?? 'water'
      const where =
        kind === 'lift' ? { kind: 'public' as const, building: '3', spot: '电梯' } : { kind: 'home' as const }
      const wish = n % 4 === 0 ? { wish: { date: ctx.today(), part: 'evening' as const } } : {}
      const roomId = ctx === service.ctx.neighbour ? service.roomIds.neighbour : service.roomIds.owner
      return report(ctx, { communityId: service.place.communityId, roomId, kind, where, text: '坏了', ...wish })
    },
  },
  enter: {
    by: office,
    do: ({ service, ctx, draw: { which } }) => {
      const room = { kind: 'room' as const, roomId: service.roomIds.owner }
      const where = which % 2 === 0 ? room : { kind: 'public' as const, spot: '大堂' }
      const said = { source: 'phone' as const, name: '李小红', text: '坏了' }
      return enter(ctx, { communityId: service.place.communityId, kind: 'water', where, ...said })
    },
  },
  accept: on(office, (ctx, of) => accept(ctx, at(of))),
  decline: on(office, (ctx, of) => decline(ctx, { ...at(of), reason })),
  cancelMine: on(homes, (ctx, of) => cancelMine(ctx, { ...mine(of), reason })),
  cancel: on(office, (ctx, of) => cancel(ctx, { ...at(of), reason })),
  assign: on(office, (ctx, of, { n }, service) =>
    assign(ctx, { ...at(of), ...(n % 3 > 0 && { personId: service.ids[hands[n % 2] ?? 'plumber'] }) }),
  ),
  transfer: on(hands, (ctx, of, { n }, service) =>
    transfer(ctx, { ...at(of), personId: service.ids[hands[n % 2] ?? 'plumber'], reason }),
  ),
  grab: on(hands, (ctx, of) => grab(ctx, at(of))),
  acknowledge: on(hands, (ctx, of) => acknowledge(ctx, at(of))),
  depart: on(hands, (ctx, of) => depart(ctx, at(of))),
  handBack: on(hands, (ctx, of) => handBack(ctx, { ...at(of), reason })),
  responsible: on(office, (ctx, of, { n }) =>
    setResponsibility(ctx, { ...at(of), responsibility: n % 3 ? 'owner' : 'fee' }),
  ),
  quote: on([...hands, ...office], (ctx, of, draw) => quote(ctx, { ...at(of), lines: [line(draw)] })),
  answer: on(homes, (ctx, of, { n }) =>
    answerQuote(ctx, {
      ...mine(of),
      quoteId: of.repair.quotes.find(({ state }) => state === 'waiting')?.quoteId ?? of.repairId,
      agree: n % 4 > 0,
    }),
  ),
  start: on(hands, (ctx, of) => start(ctx, at(of))),
  pause: on(hands, (ctx, of) => pause(ctx, { ...at(of), reason: 'parts' })),
  resume: on(hands, (ctx, of) => resume(ctx, at(of))),
  record: on(hands, (ctx, of, { n }) => recordWork(ctx, { ...at(of), materials: [], minutes: n })),
  finish: on(hands, (ctx, of) => finish(ctx, at(of))),
  confirm: on(homes, (ctx, of) => confirmMine(ctx, mine(of))),
  phone: on(office, (ctx, of) => confirmByPhone(ctx, { ...at(of), note: reason })),
  reopen: on(homes, (ctx, of) => reopenMine(ctx, { ...mine(of), reason })),
  reopenByOffice: on(office, (ctx, of) => reopenByOffice(ctx, { ...at(of), reason })),
  rate: on(homes, (ctx, of, { n }) => rate(ctx, { ...mine(of), stars: 1 + (n % 5) })),
  urge: on(homes, (ctx, of) => urge(ctx, mine(of))),
  note: on(homes, (ctx, of) => addMyNote(ctx, { ...mine(of), text: reason })),
  noteInside: on([...office, ...hands], (ctx, of) => note(ctx, { ...at(of), text: reason, internal: true })),
  revisit: on(office, (ctx, of, { n }) =>
    revisit(ctx, { ...at(of), outcome: RevisitOutcome.options[n % 3] ?? 'satisfied', words: reason }),
  ),
  costs: on(office, (ctx, of, { n }) =>
    setCosts(ctx, { ...at(of), labourFen: n * 100, materialFen: 0, outsideFen: 0 }),
  ),
  follow: on(['neighbour', ...homes], (ctx, of) => follow(ctx, mine(of))),
  merge: {
    by: office,
    do: ({ ctx, repair, others, draw: { n } }) => {
      const into = others[n % Math.max(1, others.length)]
      return repair && into ? merge(ctx, { ...at(ofOrder(repair)), intoId: into.repairId }) : none
    },
  },
  wait: {
    by: ['clock'],
    do: async ({ service, draw: { n } }) => {
      service.deps.clock.advance(n * 1_800_000)
      await fireRepairTimers(service.deps)
      await fireRepairTimers(service.deps)
    },
  },
}
export const kindsOfAct = Object.keys(acts)

/** What would mostly come next: random acts alone seldom bring an order to its bill. */
export function usual({ state, quotes, place, responsibility }: StoredRepair): readonly string[] {
  if (quotes.some(quote => quote.state === 'waiting') && state !== 'cancelled') return ['answer']
  const isKnown = place.kind === 'public' || responsibility === 'fee' || quotes.some(quote => quote.state === 'agreed')
  switch (state) {
    case 'submitted':
    case 'accepted':
    case 'returned':
      return ['assign', 'grab']
    case 'assigned':
    case 'transferred':
      return isKnown ? ['start', 'start', 'responsible'] : ['quote', 'quote', 'quote', 'responsible']
    case 'in_progress':
      return isKnown ? ['finish', 'finish', 'finish', 'quote', 'pause'] : ['quote']
    case 'paused':
      return ['resume']
    case 'done':
      return ['confirm', 'phone', 'wait', 'confirm', 'responsible']
    case 'confirmed':
      return ['report', 'cancel', 'report', 'reopen', 'wait', 'rate']
    case 'closed':
    case 'cancelled':
    case 'declined':
      return ['report']
  }
}
