import { PlaceRule, type ReadSettings, TableSetting, Correction } from '@linli/shared/imports/settings'
import * as z from 'zod'
import { listFeeItems } from '../billing/fee-item-store'
import { allRoomCodes } from '../communities/rooms'
import type { Context } from '../context'
import type { Key } from '../db'
import { queryAll } from '../query-all'
import { type ImportPlace, objectKeys, readObject, writeObject } from './store'

/** What people said of one reading, and of which sheets they said it themselves. */
export const StoredSettings = z.object({
  tables: z.array(TableSetting),
  corrections: z.array(Correction),
  /** Sheets whose setting was taken over from an earlier import of the same layout. */
  remembered: z.array(z.string()),
})
export type StoredSettings = z.infer<typeof StoredSettings>

export const noStoredSettings: StoredSettings = { tables: [], corrections: [], remembered: [] }

export const loadSettings = async (ctx: Context, place: ImportPlace & { reading: number }): Promise<StoredSettings> =>
  (await readObject(ctx, objectKeys(place.communityId, place.importId).settings(place.reading), StoredSettings)) ??
  noStoredSettings

/** What people said of this reading is said of the next one too: nobody corrects the same cells twice. */
export const carrySettings = async (ctx: Context, place: ImportPlace & { reading: number }): Promise<void> =>
  writeObject(
    ctx,
    objectKeys(place.communityId, place.importId).settings(place.reading + 1),
    await loadSettings(ctx, place),
  )

const rulesPk = (communityId: string) => `C#${communityId}#import-rules`
export const ruleKey = (communityId: string, ruleId: string): Key => ({ pk: rulesPk(communityId), sk: ruleId })
/** A reading takes no more. */
export const mostRules = 500

/** How the community's names of places read, oldest first. */
export const listRules = (ctx: Context, communityId: string): Promise<PlaceRule[]> =>
  queryAll(ctx.db, { pk: rulesPk(communityId), schema: PlaceRule }, mostRules)

/** Everything that a reading depends on beside its file. */
export async function readSettings(ctx: Context, communityId: string, settings: StoredSettings): Promise<ReadSettings> {
  const [rules, feeItems, knownRooms] = await Promise.all([
    listRules(ctx, communityId),
    listFeeItems(ctx, communityId),
    allRoomCodes(ctx, communityId),
  ])
  const { tables, corrections } = settings
  return { tables, corrections, rules, knownRooms, knownFeeItems: feeItems.map(({ name }) => name) }
}
