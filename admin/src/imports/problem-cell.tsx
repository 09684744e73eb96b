import type { ShownProblem } from '@linli/shared/imports/detail'
import { Button, Input } from 'antd'
import { kitWords } from '../kit/words'
import { usePendingCell, withCell } from './pending'
import type { RuleDraft } from './rule-draft'
import { problemWords as words } from './words'

type Props = {
  importId: string
  problem: ShownProblem
  canEdit: boolean
  /** Opens a rule that reads this name so wherever it stands. */
  everywhere: (draft: RuleDraft) => void
}

/** A number of a person comes masked: it can be replaced whole, not corrected sign by sign. */
const isMasked = (value: string) => value.includes('*')

/** The cell as it stands, to be typed over; rooms that were perhaps meant are one tap away. */
export function ProblemCell({ problem, canEdit, ...rest }: Props) {
  const { index, value } = problem
  if (index === undefined || !canEdit) return <>{value || kitWords.none}</>
  return <CellField problem={problem} index={index} {...rest} />
}

type FieldProps = Omit<Props, 'canEdit'> & { index: number }

function CellField({ importId, problem, index, everywhere }: FieldProps) {
  const { sheet, row, column, value, suggestions = [] } = problem
  const at = { sheet, row, index }
  const [edit, change] = usePendingCell(importId, at)
  const original = isMasked(value) ? '' : value
  const set = (text: string) => change(now => withCell(now, at, text === original ? undefined : text))
  const [nearest] = suggestions
  return (
    <div className="cell-edit">
      <Input
        aria-label={words.valueLabel(row, column)}
        value={edit?.value ?? original}
        placeholder={isMasked(value) ? words.hiddenValue(value) : undefined}
        maxLength={500}
        className={edit ? 'cell-changed' : undefined}
        onChange={event => set(event.target.value)}
      />
      {nearest && (
        <div className="bar">
          {suggestions.slice(0, 2).map(({ code, score }) => (
            <Button key={code} size="small" aria-label={words.useSuggestion(row, code)} onClick={() => set(code)}>
              {words.suggestion(code, Math.round(score))}
            </Button>
          ))}
          <Button
            size="small"
            type="link"
            onClick={() => everywhere({ kind: 'alias', from: value, to: edit?.value ?? nearest.code })}
          >
            {words.everywhere}
          </Button>
        </div>
      )}
    </div>
  )
}
