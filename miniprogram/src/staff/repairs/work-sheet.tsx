import { WorkDone } from '@linli/shared/repairs/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Field } from '../../kit/field'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { type Problem, problemOf } from '../../problems'
import { staffWords as words } from '../words'

type Line = { name: string; quantity: string; unit: string }
type WorkSheetProps = { work: WorkDone | undefined; onClose: () => void; onSave: (work: WorkDone) => void }

const most = 8
const empty: Line = { name: '', quantity: '1', unit: '个' }
const whole = (text: string) => (/^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN)

/** What was used, and how long it took; looked at before it is kept, so that nothing wrong waits on the phone. */
export function WorkSheet({ work, onClose, onSave }: WorkSheetProps) {
  const [minutes, setMinutes] = useState(work ? String(work.minutes) : '')
  const [lines, setLines] = useState<Line[]>(
    work?.materials.map(each => ({ ...each, quantity: String(each.quantity) })) ?? [empty],
  )
  const [problem, setProblem] = useState<Problem>()
  const set = (at: number, to: Partial<Line>) =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...to } : line)))
  const save = () => {
    const materials = lines
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, quantity, unit }) => ({ name, quantity: whole(quantity), unit }))
    const read = WorkDone.safeParse({ materials, minutes: whole(minutes === '' ? '0' : minutes) })
    if (read.success) return onSave(read.data)
    setProblem({ ...problemOf('refused'), head: read.error.issues[0]?.message ?? '', line: '' })
  }
  return (
    <Sheet open title={words.work} onClose={onClose}>
      <Field label={words.minutes} type="number" value={minutes} onChange={setMinutes} maxLength={6} />
      {lines.map((line, i) => (
        <View key={i} className="ll-stack">
          <Field label={words.material} value={line.name} onChange={name => set(i, { name })} maxLength={40} />
          <Field
            label={words.quantity}
            type="number"
            value={line.quantity}
            onChange={quantity => set(i, { quantity })}
            maxLength={4}
          />
          <Field label={words.unit} value={line.unit} onChange={unit => set(i, { unit })} maxLength={8} />
        </View>
      ))}
      {lines.length < most ? (
        <Button kind="text" onTap={() => setLines([...lines, empty])}>
          {words.addLine}
        </Button>
      ) : null}
      <Trouble problem={problem} />
      <Button wide onTap={save}>
        {words.save}
      </Button>
    </Sheet>
  )
}
