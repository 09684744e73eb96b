import { identityApi } from '@linli/shared/identity/api'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { letterApi } from '@linli/shared/identity/letter-api'
import { runPrint } from '../src/identity/run-print'
import type { Caller } from './call'
import type { Channel } from './channel'
import { makeRoom, type Place } from './make'
import type { Act, Recorder } from './records'
import { signInResident } from './sign-in'

type As = (who: Caller, id: string) => Act
type Stage = { channel: Channel; place: Place; app: Recorder['app'] }

/** Letters and a poster are printed; somebody asks the office by one letter, is bound by another, a third by the poster. */
export async function letterStory(desk: Act, as: As, stage: Stage): Promise<void> {
  const { channel, place, app } = stage
  const { deps, gateway } = channel
  const at = { communityId: place.communityId }
  await makeRoom(place, { code: '8-1-101', ownerName: '王明', phone: '13800097010' })
  const { roomId } = await makeRoom(place, { code: '8-1-102', ownerName: '赵云' })
  await makeRoom(place, { code: '9-1-101', ownerName: '王平', phone: '13800097012' })
  deps.world.settle()
  const which = { ...at, building: '8' }
  const poster = await desk(joiningApi.printPoster, { ...which, layout: 'A4' })
  const print = await desk(joiningApi.printLetters, { ...which, who: 'not_joined', layout: 'labels' })
  for (const { printId } of [poster, print]) await runPrint(deps, { ...at, printId })
  await desk(joiningApi.printLink, { ...at, printId: print.printId })
  await byPoster(as, stage, place.communityId + poster.printId)
  const [first, second] = gateway.control.codes().slice(-2)
  const who = await signInResident({ deps, gateway, stop: channel.stop }, app, 'newcomer')
  const mine = as(who, who.accountId)
  const code = () => gateway.control.phoneCode({ user: 'newcomer', phone: '13800097011' }).code
  await mine(identityApi.verifyPhone, { code: code() })
  const opened = async (scene = '') => {
    const [person] = (await mine(letterApi.openLetter, { scene })).people
    return { scene, occupancyId: person?.occupancyId ?? '' }
  }
  await mine(letterApi.requestByLetter, await opened(first?.scene))
  await mine(letterApi.bindByLetter, await opened(second?.scene))
  await desk(joiningApi.revokeLetter, { ...at, roomId, reason: '信寄错了' })
  await desk(joiningApi.revokeLetters, { ...which, reason: '整栋重发' })
}

/** Whose name is at the door of building 8: two taps at the poster there. */
async function byPoster(as: As, { channel, app }: Stage, scene: string) {
  const { deps, gateway } = channel
  const who = await signInResident({ deps, gateway, stop: channel.stop }, app, 'passer-by')
  const mine = as(who, who.accountId)
  const { code } = gateway.control.phoneCode({ user: 'passer-by', phone: '13800097012' })
  await mine(identityApi.verifyPhone, { code })
  await mine(letterApi.openPoster, { scene })
  await mine(letterApi.bindByPoster, { scene, surname: '王' })
}
