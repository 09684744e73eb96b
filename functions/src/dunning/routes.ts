import { dunningApi } from '@linli/shared/dunning/api'
import { reaching } from '../context'
import { type Route, route } from '../http'
import { finishTask } from './finish-task'
import { getDebt } from './get-debt'
import { listArrears } from './list-arrears'
import { getPlan, savePlan, switchPlan } from './plan-verbs'
import { printEvidence } from './print-evidence'
import { printLetters } from './print-letters'
import { recordDelivery } from './record-delivery'
import { remind } from './remind'
import { debtReminders, listLetters, listReminders } from './reminder-lists'
import { setReason } from './set-reason'
import { startRun } from './start-run'
import { listTasks } from './task-store'

export const routes: Route[] = [
  route(dunningApi.listArrears, listArrears),
  route(dunningApi.getDebt, getDebt),
  route(dunningApi.refresh, async (ctx, { communityId }) => {
    await startRun(reaching(ctx, 'G#dunning#'), communityId, 'person')
    return { done: true as const }
  }),
  route(dunningApi.setReason, setReason),
  route(dunningApi.listTasks, listTasks),
  route(dunningApi.finishTask, finishTask),
  route(dunningApi.getPlan, getPlan),
  route(dunningApi.savePlan, savePlan),
  route(dunningApi.switchPlan, switchPlan),
  route(dunningApi.remind, remind),
  route(dunningApi.printLetters, printLetters),
  route(dunningApi.listLetters, listLetters),
  route(dunningApi.listReminders, listReminders),
  route(dunningApi.debtReminders, debtReminders),
  route(dunningApi.printEvidence, printEvidence),
  route(dunningApi.recordDelivery, recordDelivery),
]
