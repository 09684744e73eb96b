import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { BusinessDate, Instant } from '../time'
import { Vacant } from './registers'

/** Why a room is said to be empty, or why that was approved or not. */
export const VacancyReason = reasonText()

export const VacancyState = z.enum(['waiting', 'approved', 'refused'])
export type VacancyState = z.infer<typeof VacancyState>
export const vacancyStateNames: Record<VacancyState, string> = {
  waiting: '等物业上门查看',
  approved: '已同意',
  refused: '没有同意',
}

/** 空置优惠 of a room: what an owner asked for, what the office decided after somebody was at the door, or both. */
export const VacancyCase = z.object({
  caseId: Id,
  state: VacancyState,
  /** When it was asked for, otherwise decided. */
  at: Instant,
  asked: z
    .object({
      from: BusinessDate,
      reason: z.string(),
      name: z.string(),
      /** For the office. */
      personId: Id.optional(),
    })
    .optional(),
  decided: Vacant.partial({ payablePct: true })
    .extend({ at: Instant, feeItemNames: z.array(z.string()) })
    .optional(),
})
export type VacancyCase = z.infer<typeof VacancyCase>

/** Those of a room, the oldest first; of those that were decided the newest are kept. */
export const RoomVacancies = z.object({
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  cases: z.array(VacancyCase),
  /** Since when somebody waits for the office. */
  waitingSince: Instant.optional(),
  changedAt: Instant,
  version: z.number().int(),
})
export type RoomVacancies = z.infer<typeof RoomVacancies>

/** A room in a list, with the newest of its cases: the one that waits, where one does. */
export const VacancySummary = RoomVacancies.omit({ cases: true }).extend({ last: VacancyCase, count: z.number().int() })
export type VacancySummary = z.infer<typeof VacancySummary>

/** What an owner knows of it: the newest first, and what is lowered today or later. */
export const MyVacancies = z.object({
  cases: z.array(VacancyCase),
  lowered: z.array(Vacant.pick({ from: true, to: true, payablePct: true }).extend({ feeItemName: z.string() })),
  /** Nothing waits, and there is a fee that could be lowered. */
  mayAsk: z.boolean(),
})
export type MyVacancies = z.infer<typeof MyVacancies>
