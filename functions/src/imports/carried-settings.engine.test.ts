import { beforeAll, describe, expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeImport } from '../../test/make-import'
import { confirmImport } from './confirm-import'
import { previewImport } from './preview-import'
import { loadSettings, type StoredSettings } from './settings-store'
import { loadImport, objectKeys, writeObject } from './store'
import { beginUndoing, runUndo, undoImport } from './undo-import'
import { writeImport } from './write-import'

let place: Place

beforeAll(async () => {
  place = await makeCommunity(testDeps())
})

const said: StoredSettings = {
  tables: [{ sheet: '资料', kind: 'rooms', headerRow: 1 }],
  corrections: [{ sheet: '资料', row: 2, cells: [{ index: 3, value: '90' }] }],
  remembered: [],
}

async function imported(number: string) {
  const { communityId, ctx, deps } = place
  const areas = { built: 8950 }
  const { importId } = await makeImport(place, [
    { kind: 'room', code: `8-1-${number}`, building: '8', unit: '1', room: number, areas, status: 'occupied' },
  ])
  const at = { communityId, importId }
  await writeObject(ctx, objectKeys(communityId, importId).settings(1), said)
  await confirmImport(ctx, at)
  await writeImport(deps, at)
  return at
}

describe('what was said of a file', () => {
  it('is said of it still when it was taken back and is read again', async () => {
    const at = await imported('101')
    await undoImport(place.ctx, at)
    await runUndo(place.deps, at)
    const again = await previewImport(place.ctx, at)
    expect(again).toMatchObject({ state: 'reading', reading: 2 })
    expect(await loadSettings(place.ctx, { ...at, reading: 2 })).toEqual(said)
  })

  it('is said of it still when it did not go in', async () => {
    const at = await imported('102')
    const known = await loadImport(place.ctx, at.communityId, at.importId)
    await beginUndoing(place.ctx, known, { back: 'previewed', begun: true, problem: '有冲突' })
    await runUndo(place.deps, at)
    expect(await loadImport(place.ctx, at.communityId, at.importId)).toMatchObject({ state: 'reading', reading: 2 })
    expect(await loadSettings(place.ctx, { ...at, reading: 2 })).toEqual(said)
  })
})
