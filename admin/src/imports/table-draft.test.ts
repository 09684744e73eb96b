import type { ImportTable } from '@linli/shared/imports/detail'
import { expect, it } from 'vitest'
import { draftsOf, mappingProblems, settingsOf, type TableDraft } from './table-draft'

const column = (index: number, header: string, field?: string, feeName?: string) => ({
  index,
  header,
  ...(field && { field }),
  ...(feeName && { feeName }),
  guessed: false,
  hidden: false,
})
const counts = { ready: 2, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0, left: 0, hidden: 0 }
const rooms: ImportTable = {
  sheet: '房屋',
  kind: 'rooms',
  guessed: true,
  hidden: false,
  headerRow: 2,
  columns: [column(0, '房间', 'room'), column(1, '面积', 'builtArea'), column(2, '性别')],
  counts,
  by: 'guess',
}
const changed = (draft: TableDraft, index: number, field?: string): TableDraft => ({
  ...draft,
  columns: new Map(draft.columns).set(index, { index, ...(field && { field }) }),
})
const first = (tables: ImportTable[]): TableDraft => {
  const [draft] = draftsOf(tables, undefined)
  if (!draft) throw new Error('no table')
  return draft
}

it('says the whole mapping, so that what was not changed stays', () => {
  const draft = changed(first([rooms]), 2, 'ownerName')
  expect(settingsOf('房屋', [draft], 'skip')).toEqual([
    {
      sheet: '房屋',
      kind: 'rooms',
      headerRow: 2,
      hiddenRows: 'skip',
      columns: [
        { index: 0, field: 'room' },
        { index: 1, field: 'builtArea' },
        { index: 2, field: 'ownerName' },
      ],
    },
  ])
})

it('lets the columns be recognised anew under another kind or header row', () => {
  const draft = first([rooms])
  expect(settingsOf('房屋', [{ ...draft, kind: 'balances' }], undefined)).toEqual([
    { sheet: '房屋', kind: 'balances', headerRow: 2 },
  ])
  expect(settingsOf('房屋', [{ ...draft, headerRow: 3 }], undefined)[0]).not.toHaveProperty('columns')
  expect(settingsOf('房屋', [{ ...draft, kind: 'skip' }], 'read')).toEqual([{ sheet: '房屋', kind: 'skip' }])
})

it('takes what somebody typed of a column along to another kind, and not what was only recognised', () => {
  const typed: TableDraft = {
    ...first([rooms]),
    kind: 'balances',
    columns: new Map(first([rooms]).columns).set(2, { index: 2, field: 'arrears', feeName: '物业费' }),
  }
  expect(settingsOf('房屋', [typed], undefined)).toEqual([
    { sheet: '房屋', kind: 'balances', headerRow: 2, kept: [{ index: 2, field: 'arrears', feeName: '物业费' }] },
  ])
})

it('opens again as it was changed', () => {
  const settings = settingsOf(
    '房屋',
    [changed(first([rooms]), 2, 'ownerName'), { ...first([rooms]), kind: 'history' }],
    'read',
  )
  expect(settingsOf('房屋', draftsOf([rooms], settings), 'read')).toEqual(settings)
})

it('names a field that two columns have and one that none has', () => {
  expect(mappingProblems(first([rooms]))).toEqual([])
  expect(mappingProblems(changed(first([rooms]), 2, 'builtArea'))).toEqual(['“建筑面积”选了两次，请只留一列'])
  expect(mappingProblems(changed(first([rooms]), 1))).toEqual(['还缺：建筑面积'])
})
