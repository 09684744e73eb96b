import { requestOf } from '@linli/shared/contract'
import type { Deps } from '@linli/functions/context'
import { insightApi } from '@linli/shared/insight/api'
import { makeEstate } from './billing-estate'
import { load } from './bulk'
import { signedInOwner } from './homes'
import type { HttpCall } from './load-http'

const rooms = 300

/** An estate whose rooms owe two months of three bills, its owners signed in: the call of each one's first screen. */
export async function makeHomes(deps: Deps): Promise<HttpCall[]> {
  const estate = await makeEstate(deps, { rooms })
  for (let month = 0; month < 2; month++) await estate.publish(deps, await estate.ready())
  await deps.outbox.flush()
  const { communityId, community } = estate.place
  const owners = Array.from({ length: rooms }, (_, i) => signedInOwner(deps.nowMs(), community, i))
  await load(
    deps.dynamo,
    deps.env.LINLI_TABLE,
    owners.flatMap(({ items }) => items),
  )
  return owners.map(({ token, room }) => ({
    path: requestOf(insightApi.home, { communityId, roomId: room.roomId }).path,
    headers: { authorization: `Bearer ${token}` },
  }))
}
