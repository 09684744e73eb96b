import type { ShownProblem } from '@linli/shared/imports/detail'
import { Button } from 'antd'
import { Tag } from '../kit/tag'
import { usePendingRow, withRow } from './pending'
import { problemWords as words } from './words'

type Props = {
  importId: string
  problem: ShownProblem
  /** The columns of the row's sheet. */
  indexes: readonly number[]
}

/** A row that is too much can be left out: of two about one room, only a person knows which is right. */
export function ProblemRow({ importId, problem: { sheet, row }, indexes }: Props) {
  const at = { sheet, row, indexes }
  const [left, change] = usePendingRow(importId, at)
  if (!left)
    return (
      <Button size="small" aria-label={words.leaveLabel(row)} onClick={() => change(now => withRow(now, at, true))}>
        {words.leave}
      </Button>
    )
  return (
    <span className="bar">
      <Tag tone="due">{words.left}</Tag>
      <Button
        size="small"
        type="link"
        aria-label={words.takeLabel(row)}
        onClick={() => change(now => withRow(now, at, false))}
      >
        {words.take}
      </Button>
    </span>
  )
}
