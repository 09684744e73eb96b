import { RepairKind, repairKinds } from '@linli/shared/repairs/kinds'
import { kindNames } from '@linli/shared/repairs/words'
import { Input } from 'antd'
import { LineTable } from '../kit/line-table'
import { noTimes, type SlaDraft } from './settings-draft'
import { settingsWords as words } from './settings-words'

/** The times of each kind; what is left empty is as usual, which stands in the field. */
export function SlaLines({ sla, change }: { sla: SlaDraft; change: (sla: SlaDraft) => void }) {
  const { slaColumns: columns } = words
  return (
    <div className="stack">
      <p className="hint">{words.slaLine}</p>
      <LineTable caption={words.sla} columns={Object.values(columns)}>
        {RepairKind.options.map(kind => {
          const usual = repairKinds[kind].sla
          const own = sla[kind] ?? noTimes
          const field = (name: 'respond' | 'finish', standard: number) => (
            <td className="sla-field">
              <Input
                aria-label={`${kindNames[kind]} ${columns[name]}`}
                inputMode="numeric"
                maxLength={6}
                placeholder={String(standard)}
                value={own[name]}
                onChange={event => change({ ...sla, [kind]: { ...own, [name]: event.target.value } })}
              />
            </td>
          )
          return (
            <tr key={kind}>
              <td>{kindNames[kind]}</td>
              {field('respond', usual.respondMin)}
              {field('finish', usual.finishMin)}
              <td className="figure">
                {words.slaMeans(Number(own.respond) || usual.respondMin, Number(own.finish) || usual.finishMin)}
              </td>
            </tr>
          )
        })}
      </LineTable>
    </div>
  )
}
