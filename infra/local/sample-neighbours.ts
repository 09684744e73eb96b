import { identityApi } from '@linli/shared/identity/api'
import type { Client } from './client'
import { signInResident } from './resident'
import type { Stack } from './stack'

/** A sample resident on their phone, with the first of their homes. */
export type Neighbour = { client: Client; home: { communityId: string; roomId: string } }
export type Neighbours = Record<'owner' | 'tenant' | 'landlord' | 'elder', Neighbour>

/** Those of the sample residents who have something to say. */
export async function sampleNeighbours(stack: Stack, communityId: string): Promise<Neighbours> {
  const neighbour = async (user: string): Promise<Neighbour> => {
    const client = await signInResident({ url: stack.url, gateway: stack.gateway }, user)
    const { homes } = await client.call(identityApi.me, {})
    return { client, home: { communityId, roomId: homes[0]?.roomId ?? '' } }
  }
  const [owner, tenant, landlord, elder] = await Promise.all([
    neighbour('owner'),
    neighbour('tenant'),
    neighbour('two-rooms'),
    neighbour('elder'),
  ])
  return { owner, tenant, landlord, elder }
}
