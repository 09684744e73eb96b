import { noSettings } from '@linli/shared/imports/settings'
import { expect, test } from 'vitest'
import { makeCsv } from '../../test/workbooks'
import { readWorkbook } from './read-workbook'

// 100,000 rows and the process that imports them have 512 MB together; `npm run bench -- import-large` measures it whole.
test('30,000 rooms with their owners are read in a heap of 64 MB', async () => {
  const rooms = Array.from({ length: 30_000 }, (_, i) => [
    `${Math.floor(i / 100) + 1}栋`,
    '1单元',
    String(101 + (i % 100)),
    '89.50',
    `王${'建国桂英秀兰志强晓东'.slice(i % 9, (i % 9) + 2)}`,
    String(13_800_000_000 + i * 37),
  ])
  const file = makeCsv([['楼栋', '单元', '房号', '建筑面积', '业主姓名', '手机号'], ...rooms], 'utf-8')
  let records = 0
  const onRecords = (piece: unknown[]) => void (records += piece.length)
  await readWorkbook(file, '房屋.csv', noSettings, { onRecords }, { heapMb: 64 })
  expect(records).toBe(30_000)
})
