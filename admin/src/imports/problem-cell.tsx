import type { ShownProblem } from '@linli/shared/imports/detail'
import { Button, Input } from 'antd'
import { kitWords } from '../kit/words'
import { usePendingCell, usePendingRow, withCell } from './pending'
import type { RuleDraft } from './rule-draft'
import { problemWords as words } from './words'

type Props = {
  importId: string
  problem: ShownProblem
  canEdit: boolean
  /** Opens a rule that reads this name so wherever it stands. */
  everywhere: (draft: RuleDraft) => void
}

/** A number of a person comes masked: it can be replaced whole or left blank, not corrected sign by sign. */
const isMasked = (value: string) => value.includes('*')

/** The cell as it stands, to be typed over; rooms that were perhaps meant are one tap away. */
export function ProblemCell({ problem, canEdit, ...rest }: Props) {
  const { index, value } = problem
  const [left] = usePendingRow(rest.importId, problem)
  if (index === undefined || !canEdit || left) return <>{value || kitWords.none}</>
  return <CellField problem={problem} index={index} {...rest} />
}

type FieldProps = Omit<Props, 'canEdit'> & { index: number }

function CellField({ importId, problem, index, everywhere }: FieldProps) {
  const { sheet, row, column, value, suggestions = [] } = problem
  const at = { sheet, row, index }
  const [edit, change] = usePendingCell(importId, at)
  const original = isMasked(value) ? '' : value
  const put = (text: string | undefined) => change(now => withCell(now, at, text))
  const set = (text: string) => put(text === original ? undefined : text)
  const hint = edit?.value === '' ? words.blanked : words.hiddenValue(value)
  return (
    <div className="cell-edit">
      <Input
        aria-label={words.valueLabel(row, column)}
        value={edit?.value ?? original}
        placeholder={isMasked(value) ? hint : undefined}
        maxLength={500}
        className={edit ? 'cell-changed' : undefined}
        onChange={event => set(event.target.value)}
      />
      {isMasked(value) && <Blank problem={problem} isBlank={edit?.value === ''} put={put} />}
      {suggestions.length > 0 && (
        <div className="bar">
          {suggestions.slice(0, 2).map(({ code, score }) => (
            <Button key={code} size="small" aria-label={words.useSuggestion(row, code)} onClick={() => set(code)}>
              {words.suggestion(code, Math.round(score))}
            </Button>
          ))}
          <Button
            size="small"
            type="link"
            onClick={() => everywhere({ kind: 'alias', from: value, to: edit?.value ?? suggestions[0]?.code ?? '' })}
          >
            {words.everywhere}
          </Button>
        </div>
      )}
    </div>
  )
}

type BlankProps = { problem: ShownProblem; isBlank: boolean; put: (text: string | undefined) => void }

/** Nothing typed into a masked cell means that it stays as it is, so that leaving it blank is said. */
function Blank({ problem: { row, column }, isBlank, put }: BlankProps) {
  return (
    <div className="bar">
      {isBlank ? (
        <Button size="small" type="link" onClick={() => put(undefined)}>
          {words.asBefore}
        </Button>
      ) : (
        <Button size="small" aria-label={words.blankLabel(row, column)} onClick={() => put('')}>
          {words.blank}
        </Button>
      )}
    </div>
  )
}
