import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { ShownLease } from '@linli/shared/visitors/schema'
import { type Route, route } from '../http'
import { admit } from './admit'
import { answerWalkIn } from './answer-walk-in'
import { ban, listBans, unban } from './bans'
import { decidePermit } from './decide-permit'
import { decideWalkIn, waiting } from './decide-walk-in'
import { emergency } from './emergency'
import { placesToInvite, saveGate } from './gates'
import { gatesForGuards, gatesWithDuty } from './gates-for-guards'
import { invite } from './invite'
import { handOver } from './hand-over'
import { endLease, freeGate, takeLease } from './lease'
import { log, permits } from './log'
import { answer, getMyPass, myPasses, revoke } from './my-passes'
import { openPass } from './open-pass'
import { scan } from './scan'
import { seeAlarm } from './see-alarm'
import { loadVisitorSettings, saveVisitorSettings } from './settings'
import { sync } from './sync'
import { turnAway } from './turn-away'
import { walkIn } from './walk-in'
import { walkInsAt, walkInsOf } from './walk-ins'
import { withdrawPermit } from './withdraw-permit'

export const routes: Route[] = [
  route(api.invite, invite),
  route(api.places, placesToInvite),
  route(api.mine, myPasses),
  route(api.getMine, getMyPass),
  route(api.revoke, revoke),
  route(api.answer, answer),
  route(api.open, openPass),
  route(gateApi.gates, gatesForGuards),
  route(gateApi.takeLease, async (ctx, input) => ShownLease.parse(await takeLease(ctx, input))),
  route(gateApi.endLease, endLease),
  route(gateApi.scan, scan),
  route(gateApi.admit, admit),
  route(gateApi.turnAway, turnAway),
  route(gateApi.walkIn, walkIn),
  route(gateApi.walkIns, walkInsAt),
  route(gateApi.waiting, waiting),
  route(gateApi.decideWalkIn, decideWalkIn),
  route(gateApi.emergency, emergency),
  route(gateApi.sync, sync),
  route(gateApi.handOver, handOver),
  route(visitorDeskApi.log, log),
  route(visitorDeskApi.seeAlarm, seeAlarm),
  route(visitorDeskApi.permits, permits),
  route(visitorDeskApi.decide, decidePermit),
  route(visitorDeskApi.withdrawPermit, withdrawPermit),
  route(visitorDeskApi.atGates, walkInsOf),
  route(visitorDeskApi.answerWalkIn, answerWalkIn),
  route(visitorDeskApi.blacklist, listBans),
  route(visitorDeskApi.ban, ban),
  route(visitorDeskApi.unban, unban),
  route(visitorDeskApi.listGates, gatesWithDuty),
  route(visitorDeskApi.freeGate, (ctx, { reason, ...of }) => freeGate(ctx, of, `结束值班：${reason}`)),
  route(visitorDeskApi.saveGate, saveGate),
  route(visitorDeskApi.getSettings, (ctx, { communityId }) => loadVisitorSettings(ctx, communityId)),
  route(visitorDeskApi.saveSettings, saveVisitorSettings),
]
