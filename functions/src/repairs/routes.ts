import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { type Route, route } from '../http'
import { assign, candidates, transfer } from './assign'
import { cancel } from './cancel'
import { confirmMine } from './confirm'
import { dispatchWaiting } from './dispatch-waiting'
import { costs, figures, materials, myMonth } from './figures'
import { follow, merge } from './follow'
import { handOverUnsent } from './hand-over-unsent'
import { listRepairs, mine, myWork, pool, publicOnes } from './lists'
import { addMyNote, answerQuote, cancelMine, getMine, rate, reopenMine, urge } from './my-repair'
import {
  accept,
  confirmByPhone,
  decline,
  getRepair,
  note,
  quote,
  reopenByOffice,
  setResponsibility,
  withdrawQuote,
} from './office-steps'
import { addMyPictures, addPictures, addWorkPictures } from './pictures'
import { enter, report } from './report'
import { revisit } from './revisit'
import { listRevisits } from './revisits'
import { setCosts } from './set-costs'
import { loadSettings, saveSettings } from './settings'
import { workAt } from './work-at'
import {
  acknowledge,
  depart,
  finish,
  grab,
  handBack,
  pause,
  recordWork,
  resume,
  signOff,
  signQuote,
  start,
} from './work-steps'
import { listWorkers, myShift, saveWorker, setShift, workbench } from './workers'

export const routes: Route[] = [
  route(myRepairsApi.report, report),
  route(myRepairsApi.mine, mine),
  route(myRepairsApi.getMine, getMine),
  route(myRepairsApi.cancelMine, cancelMine),
  route(myRepairsApi.urge, urge),
  route(myRepairsApi.addMyNote, addMyNote),
  route(myRepairsApi.addMyPictures, addMyPictures),
  route(myRepairsApi.answerQuote, answerQuote),
  route(myRepairsApi.confirm, confirmMine),
  route(myRepairsApi.rate, rate),
  route(myRepairsApi.reopen, reopenMine),
  route(myRepairsApi.publicOnes, publicOnes),
  route(myRepairsApi.follow, follow),
  route(repairsApi.enter, enter),
  route(repairsApi.list, listRepairs),
  route(repairsApi.get, getRepair),
  route(repairsApi.accept, accept),
  route(repairsApi.decline, decline),
  route(repairsApi.cancel, cancel),
  route(repairsApi.candidates, candidates),
  route(repairsApi.assign, assign),
  route(repairsApi.dispatchWaiting, dispatchWaiting),
  route(repairsApi.quote, quote),
  route(repairsApi.withdrawQuote, withdrawQuote),
  route(repairsApi.pauseByOffice, pause),
  route(repairsApi.resumeByOffice, resume),
  route(repairsApi.setResponsibility, setResponsibility),
  route(repairsApi.confirmByPhone, confirmByPhone),
  route(repairsApi.reopenByOffice, reopenByOffice),
  route(repairsApi.note, note),
  route(repairsApi.addPictures, addPictures),
  route(repairsApi.merge, merge),
  route(repairsApi.listRevisits, listRevisits),
  route(repairsApi.revisit, revisit),
  route(repairsApi.setCosts, setCosts),
  route(repairsApi.figures, figures),
  route(repairsApi.materials, materials),
  route(repairsApi.costs, costs),
  route(repairsApi.listWorkers, listWorkers),
  route(repairsApi.saveWorker, saveWorker),
  route(repairsApi.getSettings, (ctx, { communityId }) => loadSettings(ctx, communityId)),
  route(repairsApi.saveSettings, saveSettings),
  route(workApi.myWork, myWork),
  route(workApi.pool, pool),
  route(workApi.workAt, workAt),
  route(workApi.open, getRepair),
  route(workApi.grab, grab),
  route(workApi.acknowledge, acknowledge),
  route(workApi.depart, depart),
  route(workApi.handBack, handBack),
  route(workApi.transfer, transfer),
  route(workApi.start, start),
  route(workApi.pause, pause),
  route(workApi.resume, resume),
  route(workApi.recordWork, recordWork),
  route(workApi.quoteOnSite, quote),
  route(workApi.signQuote, signQuote),
  route(workApi.settleResponsibility, setResponsibility),
  route(workApi.addWorkPictures, addWorkPictures),
  route(workApi.noteOnSite, note),
  route(workApi.finish, finish),
  route(workApi.signOff, signOff),
  route(workApi.handOverUnsent, handOverUnsent),
  route(workApi.workbench, workbench),
  route(workApi.myMonth, myMonth),
  route(workApi.setShift, setShift),
  route(workApi.myShift, myShift),
]
