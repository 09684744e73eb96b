import { addMinutes, type Instant } from '../time'
import { repairKinds, type Skill } from './kinds'
import type { Repair } from './schema'
import { agreedLines, waitingQuote } from './quote'

export const urgeEveryMin = 30
export const reopenDays = 7

/** What a condition looks at: the order, the moment that is claimed, and what the verb adds. */
export type Facts = Pick<
  Repair,
  | 'state'
  | 'kind'
  | 'emergency'
  | 'place'
  | 'responsibility'
  | 'quotes'
  | 'startedAt'
  | 'pausedAt'
  | 'doneAt'
  | 'confirmedAt'
  | 'billId'
  | 'rating'
  | 'urgedAt'
  | 'assignee'
>
export type Asked = {
  now: Instant
  /** When it was done, where that is not now: a phone without a network tells later. */
  at?: Instant | undefined
  /** The signature that was taken at the door. */
  signed?: boolean
  worker?: { skills: readonly Skill[]; onShift: boolean } | undefined
}

type Holds = (facts: Facts, asked: Asked) => boolean

const ownerPays = ({ responsibility }: Facts) => responsibility === undefined || responsibility === 'owner'
const hasAgreed = ({ quotes }: Facts) => agreedLines(quotes).length > 0

/** Who bears it is known: the reporter never pays for what all share, and a household only what it agreed to. */
const isPaidFor: Holds = facts => facts.place.kind === 'public' || !ownerPays(facts) || hasAgreed(facts)

const whenOf = ({ now, at }: Asked) => at ?? now
const longSince = (since: Instant | undefined, now: Instant) =>
  since !== undefined && addMinutes(since, reopenDays * 1_440) < now

/** Every condition of a transition by its name, with the sentence of who meets it unfulfilled. */
export const guards = {
  in_home: [({ place }) => place.kind === 'room', '公共区域的维修不向报修人收费，不用报价'],
  is_public: [({ place }) => place.kind === 'public', '只有公共区域的报修可以跟进'],
  not_billed: [({ billId }) => billId === undefined, '这单已经出账，另有收费请另报一单'],
  no_bill: [({ billId }) => billId === undefined, '这单已经出账，要取消请联系物业'],
  owner_pays: [ownerPays, '责任归属不是业主自费，不用报价'],
  quote_waits: [({ quotes }) => waitingQuote(quotes) !== undefined, '没有等答复的报价，请刷新再看'],
  no_quote_waits: [({ quotes }) => waitingQuote(quotes) === undefined, '报价还在等住户答复，答复后才能完成'],
  may_start: [
    (facts, asked) => facts.emergency || isPaidFor(facts, asked),
    '入户维修要先报价，住户同意后才能开始；不收费的请先选责任归属',
  ],
  paid_for: [isPaidFor, '请先选责任归属，或请住户同意报价'],
  not_before_start: [
    ({ startedAt }, asked) => startedAt === undefined || startedAt <= whenOf(asked),
    '完成时间早于开始时间，请核对',
  ],
  not_ahead: [(_, asked) => whenOf(asked) <= addMinutes(asked.now, 5), '时间还没有到，请核对手机的时间'],
  lately: [
    ({ doneAt, confirmedAt }, { now }) => !longSince(confirmedAt ?? doneAt, now),
    `过了 ${reopenDays} 天，请重新报修`,
  ],
  not_rated: [({ rating }) => rating === undefined, '已经评价过了'],
  urge_spaced: [
    ({ urgedAt }, { now }) => urgedAt === undefined || addMinutes(urgedAt, urgeEveryMin) <= now,
    `刚催过了，${urgeEveryMin} 分钟后可以再催`,
  ],
  signed: [(_, { signed }) => signed === true, '请住户在手机上签字'],
  skilled: [
    ({ kind }, { worker }) => {
      const { skill } = repairKinds[kind]
      return skill === undefined || (worker?.skills.includes(skill) ?? false)
    },
    '这单要的技能您没有登记，请让调度派单',
  ],
  on_shift: [(_, { worker }) => worker?.onShift === true, '请先上岗，再抢单'],
} satisfies Record<string, readonly [Holds, string]>

export type Guard = keyof typeof guards
