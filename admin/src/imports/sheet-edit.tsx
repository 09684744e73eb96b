import type { ImportTable } from '@linli/shared/imports/detail'
import { TableKind, tableKindNames } from '@linli/shared/imports/record'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePending, withTables } from './pending'
import {
  draftsOf,
  fieldOptions,
  isNamed,
  isRelearned,
  mappingProblems,
  settingsOf,
  type TableDraft,
} from './table-draft'
import { sheetWords as words } from './sheet-words'

type Props = { importId: string; sheet: string; tables: ImportTable[]; close: () => void }

const kindOptions = [
  ...TableKind.options.map(value => ({ value, label: tableKindNames[value] })),
  { value: 'skip' as const, label: words.skip },
]

/** What a sheet is and what its columns mean, in somebody's own words; it counts from the next reading on. */
export function SheetEdit({ importId, sheet, tables, close }: Props) {
  const [pending, change] = usePending(importId)
  const [drafts, setDrafts] = useState(() => draftsOf(tables, pending.tables.get(sheet)))
  const saidHidden = pending.tables.get(sheet)?.[0]?.hiddenRows ?? tables[0]?.hiddenRows
  const [hiddenRows, setHiddenRows] = useState(saidHidden)
  const hasHidden = saidHidden !== undefined || tables.some(({ counts }) => counts.hidden > 0)
  const problems = drafts.flatMap(mappingProblems)
  const set = (nth: number, draft: TableDraft) => setDrafts(drafts.map((each, at) => (at === nth ? draft : each)))
  const keep = () => {
    change(now => withTables(now, sheet, settingsOf(sheet, drafts, hiddenRows)))
    close()
  }
  return (
    <DetailDrawer
      title={words.editTitle(sheet)}
      open
      close={close}
      footer={
        <div className="bar">
          <Button type="primary" disabled={problems.length > 0} onClick={keep}>
            {words.keep}
          </Button>
          <Button onClick={close}>{kitWords.cancel}</Button>
          {problems[0] && <span className="field-wrong">{problems[0]}</span>}
        </div>
      }
    >
      {drafts.map((draft, nth) => (
        <section key={nth} className="drawer-part">
          {drafts.length > 1 && (
            <div className="bar">
              <h2>{words.kindNth(nth + 1)}</h2>
              <Button size="small" onClick={() => setDrafts(drafts.filter((_, at) => at !== nth))}>
                {words.dropKind}
              </Button>
            </div>
          )}
          <TableFields draft={draft} change={next => set(nth, next)} />
        </section>
      ))}
      {hasHidden && (
        <Checkbox
          checked={hiddenRows !== 'skip'}
          onChange={event => setHiddenRows(event.target.checked ? 'read' : 'skip')}
        >
          {words.hiddenRows}
        </Checkbox>
      )}
      {drafts.every(({ kind }) => kind !== 'skip') && drafts.length < TableKind.options.length && (
        <div>
          <Button onClick={() => setDrafts([...drafts, another(drafts)])}>{words.addKind}</Button>
        </div>
      )}
    </DetailDrawer>
  )
}

function another(drafts: readonly TableDraft[]): TableDraft {
  const kind = (['balances', ...TableKind.options] as const).find(each => drafts.every(draft => draft.kind !== each))
  return { kind: kind ?? 'balances', headerRow: drafts[0]?.headerRow, columns: new Map() }
}

type FieldsProps = { draft: TableDraft; change: (draft: TableDraft) => void }

function TableFields({ draft, change }: FieldsProps) {
  const { kind, headerRow } = draft
  const id = useId()
  return (
    <>
      <div className="form-grid mapping-fields">
        <div className="field">
          <label htmlFor={`${id}-kind`}>{words.kind}</label>
          <Select
            id={`${id}-kind`}
            value={kind}
            options={kindOptions}
            onChange={next => change({ ...draft, kind: next })}
          />
        </div>
        {kind !== 'skip' && (
          <div className="field">
            <label htmlFor={`${id}-row`}>{words.headerField}</label>
            <InputNumber
              id={`${id}-row`}
              min={1}
              max={120_000}
              precision={0}
              value={headerRow ?? null}
              aria-describedby={`${id}-hint`}
              onChange={row => change({ ...draft, headerRow: row ?? undefined })}
              className="field-number"
            />
            <p id={`${id}-hint`} className="hint small">
              {words.headerHint}
            </p>
          </div>
        )}
      </div>
      {kind !== 'skip' &&
        (isRelearned(draft) ? <Banner tone="info">{words.relearn}</Banner> : <Columns draft={draft} change={change} />)}
    </>
  )
}

function Columns({ draft, change }: FieldsProps) {
  const { kind, read, columns } = draft
  if (kind === 'skip' || !read) return null
  const options = fieldOptions(kind)
  const set = (index: number, field: string, feeName?: string) =>
    change({
      ...draft,
      columns: new Map(columns).set(index, { index, ...(field && { field }), ...(feeName && { feeName }) }),
    })
  return (
    <>
      <h3>{words.columns}</h3>
      <ul className="mapping-edit">
        {read.columns.map(({ index, header, guessed, examples = [] }) => {
          const { field = '', feeName = '' } = columns.get(index) ?? {}
          return (
            <li key={index}>
              <span className="mapping-header">
                {header} {guessed && <Tag tone="due">{words.guessed}</Tag>}
                {examples.length > 0 && <span className="hint small mapping-examples">{examples.join('、')}</span>}
              </span>
              <Select
                aria-label={words.fieldOf(header)}
                value={field}
                options={options}
                onChange={next => set(index, next, feeName)}
                showSearch={{ optionFilterProp: 'label' }}
              />
              {isNamed(field) && (
                <Input
                  aria-label={words.nameOf(header)}
                  placeholder={words.nameHint}
                  maxLength={40}
                  value={feeName}
                  onChange={event => set(index, field, event.target.value)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
