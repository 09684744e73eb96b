import type { Meter } from '@linli/shared/billing/meter-schema'
import { readingText, usageText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { formatDate, monthOf } from '@linli/shared/time'
import { Checkbox, Input } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, memo } from 'react'
import { Tag } from '../kit/tag'
import { judge, pasted, type Typed } from './reading-draft'
import { readingWords as words } from './reading-words'

type Props = {
  meter: Meter
  readOn: string
  typed: Typed | undefined
  /** What the server said of it. */
  refused: string | undefined
  type: (meterId: string, typed: Typed) => void
  paste: (meterId: string, texts: string[]) => void
}

/** Whether the meter has its reading of that day, or a later one. */
export const isRead = ({ last }: Meter, readOn: string): boolean => last !== undefined && last.readOn >= readOn

/** One meter of the table; it is drawn again only when something of its own has changed. */
export const ReadingRow = memo(function ReadingRow({ meter, readOn, typed, refused, type, paste }: Props) {
  const { meterId, roomCode, number, name, last, base } = meter
  const read = isRead(meter, readOn)
  const before = read ? last?.before : (base ?? startOf(meter))
  const current = typed ?? { text: '', over: false }
  const judged = judge(meter, current, readOn)
  const problem = judged.problem ?? refused
  return (
    <tr>
      <th scope="row" className="figure">
        {roomCode}
      </th>
      <td>
        {meterTypeNames[meter.type]} <span className="hint">{name ?? number}</span>
      </td>
      <td className="figure table-figure">
        {before ? readingText(before.value) : words.never}
        {before?.readOn && <span className="hint"> {formatDate(before.readOn)}</span>}
      </td>
      <td className="table-figure">
        {read ? (
          <span className="figure">{last && readingText(last.value)}</span>
        ) : (
          <Input
            className="reading-input figure"
            inputMode="decimal"
            value={current.text}
            status={problem ? 'error' : ''}
            aria-invalid={problem !== undefined}
            aria-label={words.input(roomCode, number)}
            onChange={event => type(meterId, { ...current, text: event.target.value })}
            onPaste={event => pasteInto(event, texts => paste(meterId, texts))}
            onKeyDown={step}
          />
        )}
      </td>
      <td>
        {!read && judged.mayRollOver && (
          <Checkbox
            className="reading-over"
            checked={current.over}
            aria-label={words.overLabel(roomCode, number)}
            onChange={event => type(meterId, { ...current, over: event.target.checked })}
          >
            {words.columns.over}
          </Checkbox>
        )}
      </td>
      <td className="figure table-figure">
        {read ? last?.usage !== undefined && usageText(last.usage) : judged.usage}
      </td>
      <td>
        {read ? <Done meter={meter} /> : <Note meter={meter} readOn={readOn} problem={problem} note={judged.note} />}
      </td>
    </tr>
  )
})

const startOf = ({ reading, readOn }: Meter) => (reading === undefined ? undefined : { value: reading, readOn })

const Done = ({ meter: { last } }: { meter: Meter }) =>
  last?.state === 'held' ? <Tag tone="due">{words.held}</Tag> : <Tag tone="ok">{words.done}</Tag>

type NoteProps = Pick<Props, 'meter' | 'readOn'> & { problem: string | undefined; note: string | undefined }

function Note({ meter: { last }, readOn, problem, note }: NoteProps) {
  if (problem) return <span className="field-wrong">{problem}</span>
  if (note) return <span className="reading-note">{note}</span>
  const earlier = last && monthOf(last.readOn) === monthOf(readOn)
  return earlier ? <span className="hint">{words.thisMonth(last.readOn)}</span> : null
}

/** Enter and the arrows go from one meter to the next, so that both hands stay where they are. */
function step(event: KeyboardEvent<HTMLInputElement>): void {
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('.reading-input') ?? [])]
  const next = all[all.indexOf(event.currentTarget) + by]
  next?.focus()
  next?.select()
}

/** One number pastes as it does anywhere; a column of them fills the rows below. */
function pasteInto(event: ClipboardEvent, fill: (texts: string[]) => void): void {
  const texts = pasted(event.clipboardData.getData('text'))
  if (texts.length < 2) return
  event.preventDefault()
  fill(texts)
}
