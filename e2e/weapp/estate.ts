import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client } from '@linli/infra/local/client'
import { totpNow } from '@linli/infra/local/local-state'
import { signInOffice } from '@linli/infra/local/office'
import { signInResident } from '@linli/infra/local/resident'
import { readSamples, type Samples } from '@linli/infra/local/samples'
import { seed } from '@linli/infra/local/seed'
import { startStack, type Stack } from '@linli/infra/local/stack'
import { sampleRooms } from './sample-estate'

/** A running local stack with the sample estate, in a directory that goes with it. */
export type Estate = {
  stack: Stack
  communityId: string
  residents: Samples['residents']
  /** 客服 */
  office: Client
  /** The same person through the API, as a second phone. */
  as: (user: string) => Promise<Client>
  stop: () => Promise<void>
}

/** `later`: how far the clock stands behind the day the bills were issued, as P50D. */
export async function openEstate({ later }: { later?: string } = {}): Promise<Estate> {
  const dir = await mkdtemp(path.join(tmpdir(), 'linli-weapp-'))
  const made = process.env['LINLI_SAMPLE_ESTATE']
  if (made) await cp(made, dir, { recursive: true })
  const stack = await startStack({ dir, throwAway: true })
  if (!made) await seed(stack, sampleRooms, () => undefined)
  if (later) await stack.advance({ duration: later })
  const samples = await readSamples(stack.state)
  // The seed has used the manager's TOTP code of this half minute, and a code counts once.
  const clerk = samples?.staff.find(person => person.role === 'clerk')
  if (!samples || !clerk) throw new Error('the sample estate has no people')
  const { username, password, totpSecret } = clerk
  const office = await signInOffice(stack.url, { username, password, totp: totpNow(totpSecret) })
  return {
    stack,
    communityId: samples.communityId,
    residents: samples.residents,
    office,
    as: user => signInResident({ url: stack.url, gateway: stack.gateway }, user),
    stop: () => stack.stop(),
  }
}

/** Somebody who works here, by the name they sign in with. */
export async function staffOf({ stack }: Pick<Estate, 'stack'>, username: string): Promise<Client> {
  const person = (await readSamples(stack.state))?.staff.find(each => each.username === username)
  if (!person) throw new Error(`nobody is called ${username}`)
  const { password, totpSecret } = person
  // A code of this half minute may be used already: the next one is taken too.
  const totp = totpNow(totpSecret, Date.now() + 30_000)
  return signInOffice(stack.url, { username, password, totp })
}
