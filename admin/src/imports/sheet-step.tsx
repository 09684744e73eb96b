import type { ImportDetail, ImportTable } from '@linli/shared/imports/detail'
import type { TableColumn } from '@linli/shared/imports/reading'
import { tableKindNames } from '@linli/shared/imports/record'
import { Button } from 'antd'
import { useState } from 'react'
import { Banner } from '../kit/banner'
import { Tag } from '../kit/tag'
import { usePending } from './pending'
import { SheetEdit } from './sheet-edit'
import { fieldName } from './table-draft'
import { saidByNames } from './words'
import { sheetWords as words } from './sheet-words'

/** Each sheet: what it was taken for and by whose word, and what each of its columns means; guesses are marked. */
export function SheetStep({ detail, canEdit }: { detail: ImportDetail; canEdit: boolean }) {
  const [pending] = usePending(detail.importId)
  const [editing, setEditing] = useState<string>()
  const sheets = [...new Set(detail.tables.map(({ sheet }) => sheet))]
  const tablesOf = (sheet: string) => detail.tables.filter(table => table.sheet === sheet)
  return (
    <div className="stack">
      <p className="hint">{words.line}</p>
      {sheets.map(sheet => (
        <section key={sheet} className="sheet" aria-label={words.editTitle(sheet)}>
          <div className="sheet-head">
            <h2>{sheet}</h2>
            {pending.tables.has(sheet) && <Tag tone="due">{words.changed}</Tag>}
            <span className="bar-space" />
            {canEdit && (
              <Button aria-label={words.editLabel(sheet)} onClick={() => setEditing(sheet)}>
                {words.edit}
              </Button>
            )}
          </div>
          {tablesOf(sheet).map(table => (
            <SheetTable key={table.kind} table={table} />
          ))}
        </section>
      ))}
      {editing !== undefined && (
        <SheetEdit
          key={editing}
          importId={detail.importId}
          sheet={editing}
          tables={tablesOf(editing)}
          close={() => setEditing(undefined)}
        />
      )}
    </div>
  )
}

function SheetTable({ table }: { table: ImportTable }) {
  const { kind, by, guessed, hidden, headerRow, columns, sentence, counts } = table
  const used = columns.filter(({ field }) => field !== undefined)
  const left = columns.filter(({ field }) => field === undefined)
  return (
    <div className="stack-small">
      <div className="bar">
        <strong>{kind === 'skip' ? words.skip : tableKindNames[kind]}</strong>
        <Tag tone={wordTone(table)}>{wordOf(table)}</Tag>
        {hidden && <Tag tone="closed">{words.hiddenSheet}</Tag>}
        {headerRow > 0 && <span className="hint">{words.headerRow(headerRow)}</span>}
        {kind !== 'skip' && <span className="hint">{words.readRows(counts.ready)}</span>}
        {counts.bad + counts.duplicate > 0 && <Tag tone="due">{words.badRows(counts.bad + counts.duplicate)}</Tag>}
      </div>
      {by === 'last_time' && <p className="hint">{words.lastTime}</p>}
      {sentence && <Banner tone={guessed || kind === 'skip' ? 'due' : 'info'}>{sentence}</Banner>}
      {used.length > 0 && (
        <ul className="mapping">
          {used.map(column => (
            <Mapped key={column.index} column={column} />
          ))}
        </ul>
      )}
      {kind !== 'skip' && left.length > 0 && (
        <p className="hint">
          {words.notImported}
          {left.map(({ header }) => header).join('、')}
        </p>
      )}
      {kind === 'skip' && left.length > 0 && (
        <p className="hint">
          {words.standing}
          {left.map(({ header, examples = [] }) => words.columnLike(header, examples[0])).join('、')}
        </p>
      )}
    </div>
  )
}

/** By whose word a sheet is what it is; what nobody recognised is neither right nor wrong. */
const wordOf = ({ kind, guessed, by }: ImportTable) =>
  guessed ? words.guessed : kind === 'skip' && by === 'guess' ? words.unknown : saidByNames[by]
const wordTone = ({ kind, guessed, by }: ImportTable) =>
  guessed ? 'due' : by !== 'guess' ? 'info' : kind === 'skip' ? 'closed' : 'ok'

const Mapped = ({ column: { header, field, feeName, guessed, hidden } }: { column: TableColumn }) => (
  <li className={guessed ? 'mapping-guessed' : undefined}>
    <span>{header}</span>
    <span aria-hidden="true"> → </span>
    <strong>{feeName ? `${fieldName(field)}（${feeName}）` : fieldName(field)}</strong>
    {guessed && <Tag tone="due">{words.guessed}</Tag>}
    {hidden && <Tag tone="closed">{words.hidden}</Tag>}
  </li>
)
