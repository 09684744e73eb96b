import { repairsApi } from '@linli/shared/repairs/api'
import { expect, it } from 'vitest'
import { homeIn } from '../../test/actors'
import { testContext } from '../../test/context'
import { openRepairs } from '../../test/repairs'
import { phoneField } from '../identity/account'
import { report } from './report'

it('who writes no number is called at the one that was verified at this sign-in, else at the one that was written', async () => {
  const { deps, place, owner, desk, ok } = await openRepairs()
  const verifiedPhone = deps.secrets.seal('13812340000', phoneField('s'))
  const homes = [homeIn(place, owner.at.roomId, 'owner')]
  const account = { kind: 'account' as const, accountId: owner.accountId, sessionKey: 's', homes, verifiedPhone }
  const wish = { ...owner.at, kind: 'door' as const, where: { kind: 'home' as const }, text: '门锁坏了' }
  const numberOf = async (phone?: string) => {
    const { repairId } = await report(testContext(deps, account), { ...wish, ...(phone && { phone }) })
    return (await ok(desk, repairsApi.get, { communityId: place.communityId, repairId })).contactPhone
  }
  expect([await numberOf(), await numberOf('13900001234')]).toEqual(['13812340000', '13900001234'])
})
