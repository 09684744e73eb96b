import type { vacancyApi } from '@linli/shared/billing/vacancy-api'
import type { MyVacancies, VacancyCase } from '@linli/shared/billing/vacancy-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { addDays } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { theirs, vacanciesFor, withoutPerson } from './my-vacancies'
import { ownHome } from './own-bill'
import { findVacancies, isWaiting, vacanciesWrite } from './vacancy-store'
import { fieldProblems } from './words'

const farthestDays = 366

/**
 * 申请空置优惠: it waits for the office, which looks at the room before it decides. One at a time; that of a former owner
 * ends with it. Throws billing.vacancy_waiting, request.invalid.
 */
export async function askVacancy(ctx: Context, input: InputOf<typeof vacancyApi.askVacancy>): Promise<MyVacancies> {
  const { communityId, roomId, from, reason } = input
  const home = ownHome(ctx, input)
  const isFar = from < addDays(ctx.today(), -farthestDays) || addDays(ctx.today(), farthestDays) < from
  if (isFar) throw refused('from', fieldProblems.vacantFar)
  return deciding(async () => {
    const before = await findVacancies(ctx, input)
    if (theirs(home, before).some(isWaiting)) throw new AppError('billing.vacancy_waiting')
    const { personId, personName: name, roomCode } = home
    const asked = { from, reason, name, personId }
    const added: VacancyCase = { caseId: ctx.newId(), state: 'waiting', at: ctx.now(), asked }
    const cases = [...(before?.cases ?? []).filter(each => !isWaiting(each)), added]
    const known = await vacanciesFor(ctx, home, before)
    if (!known.mayAsk) throw refused('from', fieldProblems.vacantNone)
    const answer = { ...known, cases: [withoutPerson(added), ...known.cases], mayAsk: false }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.ask_vacancy',
      objectType: 'room',
      objectId: roomId,
      summary: `${roomCode} 申请空置优惠，${from} 起`,
    })
    await ctx.db.transact(
      [vacanciesWrite(ctx, { communityId, roomId, roomCode }, before, cases), audit, ...idempotencyItems(ctx, answer)],
      audit.put,
    )
    return answer
  })
}

/** 收回: what nobody decided yet is as if it had not been asked for. Throws record.changed. */
export async function withdrawVacancy(
  ctx: Context,
  input: InputOf<typeof vacancyApi.withdrawVacancy>,
): Promise<MyVacancies> {
  const { communityId, roomId, caseId } = input
  const home = ownHome(ctx, input)
  return deciding(async () => {
    const before = await findVacancies(ctx, input)
    if (!theirs(home, before).some(each => isWaiting(each) && each.caseId === caseId))
      throw new AppError('record.changed')
    const cases = (before?.cases ?? []).filter(each => each.caseId !== caseId)
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.withdraw_vacancy',
      objectType: 'room',
      objectId: roomId,
      summary: `${home.roomCode} 收回空置优惠申请`,
    })
    const write = vacanciesWrite(ctx, { communityId, roomId, roomCode: home.roomCode }, before, cases)
    await ctx.db.transact([write, audit], audit.put)
    return vacanciesFor(ctx, home, before && { ...before, cases })
  })
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
