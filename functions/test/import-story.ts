import { createHash } from 'node:crypto'
import { importsApi } from '@linli/shared/imports/api'
import { parkingApi } from '@linli/shared/parking/api'
import type { Context } from '../src/context'
import { readImport } from '../src/imports/read-import'
import { runUndo } from '../src/imports/undo-import'
import { writeImport } from '../src/imports/write-import'
import { plateField, vehicleItem } from '../src/parking/store'
import type { Place } from './make'
import type { Act } from './records'
import { makeXlsx } from './workbooks'

/** A workbook corrected in the page and by its file, imported and taken back; a rule of names; a plate that is shown. */
export async function importStory(desk: Act, deps: Context['deps'], place: Place): Promise<void> {
  const at = { communityId: place.communityId }
  const header = ['楼号', '单元', '房间', '建筑面积', '房屋状态', '业主名称', '手机号']
  const bad = ['2', '1', '102', '很大', '空置', '', '']
  const bytes = makeXlsx({ 房屋: [header, ['2', '1', '101', 80.5, '自住', '王明', '13800097009'], bad] })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const started = await desk(importsApi.start, { ...at, fileName: '房屋.xlsx', size: bytes.length, sha256 })
  await fetch(started.uploadUrl, { method: 'PUT', body: new Uint8Array(bytes) })
  const upload = { ...at, importId: started.import.importId }
  await desk(importsApi.preview, upload)
  await readImport(deps, upload)
  const rule = { ...at, ruleId: deps.newId(), kind: 'prefix', from: '住宅-', to: '' } as const
  await desk(importsApi.putRule, rule)
  await desk(importsApi.deleteRule, { ...at, ruleId: rule.ruleId })
  const area = { sheet: '房屋', row: 3, cells: [{ index: 3, value: '90' }] }
  await desk(importsApi.revise, { ...upload, corrections: [area] })
  await readImport(deps, upload)
  const corrected = Buffer.from('工作表,原行号,原因,楼号,单元,房间,建筑面积,房屋状态\r\n房屋,3,,2,1,102,91,空置\r\n')
  const known = { size: corrected.length, sha256: createHash('sha256').update(corrected).digest('hex') }
  const correction = await desk(importsApi.startCorrection, { ...upload, fileName: '改好的行.csv', ...known })
  await fetch(correction.uploadUrl, { method: 'PUT', body: new Uint8Array(corrected) })
  await desk(importsApi.correct, { ...upload, correctionId: correction.correctionId })
  await readImport(deps, upload)
  await desk(importsApi.confirm, upload)
  await writeImport(deps, upload)
  await desk(importsApi.undo, upload)
  await runUndo(deps, upload)
  const vehicleId = deps.newId()
  const plate = { plateMasked: '京A***45', plateSealed: deps.secrets.seal('京A12345', plateField(vehicleId)) }
  await place.ctx.db.writeMany([{ put: vehicleItem({ ...at, vehicleId, ...plate, version: 1 }) }])
  await desk(parkingApi.revealPlate, { ...at, vehicleId, reason: '核对车辆' })
}
