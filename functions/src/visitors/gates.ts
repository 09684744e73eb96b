import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { Gate } from '@linli/shared/visitors/schema'
import type { visitorsApi } from '@linli/shared/visitors/api'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'
import { loadVisitorSettings } from './settings'

export const gatesPk = (communityId: string) => `C#${communityId}#gates`
export const gateKey = (communityId: string, gateId: string): Key => ({ pk: gatesPk(communityId), sk: gateId })
const mostGates = 100

/** A gate where people are let in. Throws record.not_found. */
export async function loadGate(ctx: Context, communityId: string, gateId: string): Promise<Gate> {
  const gate = await ctx.db.get(gateKey(communityId, gateId), Gate)
  if (!gate?.active) throw new AppError('record.not_found')
  return gate
}

export const listGates = async (
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<{ items: Gate[] }> => ({
  items: (await ctx.db.query({ pk: gatesPk(communityId), schema: Gate, limit: mostGates })).items,
})

/** What an invitation may name. */
export async function placesToInvite(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<OutputOf<typeof visitorsApi.places>> {
  const [{ items }, settings] = await Promise.all([
    listGates(ctx, { communityId }),
    loadVisitorSettings(ctx, communityId),
  ])
  return { ...settings, gates: items.filter(({ active }) => active) }
}

/** Throws record.changed. */
export async function saveGate(ctx: Context, input: InputOf<typeof visitorDeskApi.saveGate>): Promise<Gate> {
  const gate: Gate = { ...input, version: input.version + 1 }
  const { communityId, gateId, name, active } = gate
  const audit = auditItem(ctx, {
    communityId,
    action: 'visitors.configure',
    objectType: 'gate',
    objectId: gateId,
    summary: `${name}${active ? '' : '，停用'}`,
  })
  const put = { ...gateKey(communityId, gateId), ...gate }
  const write = input.version === 0 ? { put, ifAbsent: true } : { put, if: { version: input.version } }
  await ctx.db.transact([write, audit], audit.put)
  return gate
}
