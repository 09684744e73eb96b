import * as z from 'zod'
import { roomIdOf } from '../src/communities/rooms'
import { confirmImport } from '../src/imports/confirm-import'
import { listReferring } from '../src/imports/find-referring'
import { importItem, loadImport, type StoredImport } from '../src/imports/store'
import { runUndo, undoImport } from '../src/imports/undo-import'
import { writeImport } from '../src/imports/write-import'
import type { Place } from './make'
import type { RecordWish } from './make-import'
import type { OwnTable } from './own-table'

/** What stays of an import: itself, its manifest, the records of what was done, and messages. */
export const traces = /#audit#|#imports|#import#|^G#outbox/

export const room = (code: string, more: Partial<Extract<RecordWish, { kind: 'room' }>> = {}): RecordWish => {
  const [building = '', unit = '', number = ''] = code.split('-')
  return { kind: 'room', code, building, unit, room: number, areas: { built: 8950 }, status: 'occupied', ...more }
}
export const idNumber = '110101199003070011'
/** Two rooms of one person, and a meter. */
export const few: RecordWish[] = [
  room('1-1-101', { ownerName: '李小红', phone: '13800138001' }),
  room('1-1-102', { ownerName: '李小红', phone: '13800138001', idNumber }),
  { kind: 'meter', roomCode: '1-1-101', type: 'cold_water', number: 'S1', reading: 12_000 },
]

/** A dump without its versions: an undo brings everything back but these, which only rise. */
export const unversioned = (dump: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(dump).map(([key, item]) => {
      const { version: _version, ...rest } = z.record(z.string(), z.unknown()).parse(item)
      return [key, rest]
    }),
  )

/** The keys whose version is another in the second dump; throws where one is lower. */
export function raised(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const version = (item: unknown) => z.object({ version: z.number().optional() }).optional().parse(item)?.version ?? 0
  return Object.keys(before).filter(key => {
    const [from, to] = [version(before[key]), version(after[key])]
    if (to < from) throw new Error(`${key} went back from version ${from} to ${to}`)
    return to > from
  })
}

/** A dump without what is random or of the moment: ids of persons and occupancies, seals, times. */
export function shapeOf(dump: Record<string, unknown>, communityId: string): string[] {
  const stable = new Set([communityId, roomIdOf(communityId, '1-1-101'), roomIdOf(communityId, '1-1-102')])
  return Object.values(dump)
    .map(item =>
      inOrder(item)
        .replace(/v1\.[\w-]+\.[\w-]+\.[\w-]+/g, 'sealed')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'),
    )
    .map(text => text.replace(/[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-HJKMNP-TV-Z])/g, id => (stable.has(id) ? id : 'id')))
    .toSorted()
}

const inOrder = (item: unknown): string =>
  JSON.stringify(item, (_, value: unknown) => {
    if (value instanceof Set) return [...value]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })

/** What a person and the jobs do with an import, in the table that a test is at. */
export function imports(now: () => { table: OwnTable; place: Place }) {
  const at = ({ importId }: StoredImport) => ({ communityId: now().place.communityId, importId })
  const stored = async (made: StoredImport): Promise<StoredImport> => {
    const { ctx, communityId } = now().place
    const { progress: _progress, ...rest } = await loadImport(ctx, communityId, made.importId)
    return rest
  }
  return {
    at,
    stored,
    state: async (made: StoredImport) => (await stored(made)).state,
    async write(made: StoredImport) {
      await confirmImport(now().place.ctx, at(made))
      await writeImport(now().table.deps, at(made))
    },
    async undo(made: StoredImport) {
      await undoImport(now().place.ctx, at(made))
      await runUndo(now().table.deps, at(made))
    },
    referring: async (made: StoredImport) =>
      (await listReferring(now().place.ctx, { ...at(made), limit: 50 })).items.map(({ what }) => what),
    /** As if it had been read once more: waiting for its confirmation. */
    async again(made: StoredImport): Promise<StoredImport> {
      const read = { ...(await stored(made)), state: 'previewed' as const, back: undefined }
      await now().place.ctx.db.writeMany([{ put: importItem(read) }])
      return made
    },
  }
}
