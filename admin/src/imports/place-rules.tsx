import { importsApi } from '@linli/shared/imports/api'
import type { RuleUse } from '@linli/shared/imports/place-report'
import { ruleSentence } from '@linli/shared/imports/place-words'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { Button } from 'antd'
import { Refusal } from '../kit/banner'
import { Tag } from '../kit/tag'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import type { RuleDraft } from './rule-draft'
import { placeWords as words } from './place-words'
import { rulesDiffer } from './writing'

type Props = {
  rules: readonly PlaceRule[]
  uses: readonly RuleUse[]
  /** The rules that the file was read by. */
  read: readonly PlaceRule[]
  edit: ((draft: RuleDraft) => void) | undefined
}

/** Every rule at work on this file's own rows, to be changed or removed. */
export function RuleList({ rules, uses, read, edit }: Props) {
  const { communityId } = usePlace()
  const remove = useWrite(importsApi.deleteRule, { refreshes: ['imports.listRules'] })
  return (
    <section className="stack-small" aria-label={words.rules}>
      <div className="bar">
        <h3>{words.rules}</h3>
        <span className="bar-space" />
        {edit && <Button onClick={() => edit({ kind: 'prefix', from: '', to: '' })}>{words.write}</Button>}
      </div>
      <Refusal error={remove.error} />
      {rules.length === 0 && <p className="hint">{words.noRules}</p>}
      <ul className="groups">
        {rules.map(rule => {
          const sentence = ruleSentence(rule)
          const known = read.filter(each => each.ruleId === rule.ruleId)
          return (
            <li key={rule.ruleId} className="group">
              <div className="bar">
                <strong>{sentence}</strong>
                <span className="bar-space" />
                {edit && (
                  <>
                    <Button aria-label={words.changeLabel(sentence)} onClick={() => edit(rule)}>
                      {words.change}
                    </Button>
                    <Button
                      aria-label={words.removeLabel(sentence)}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate({ communityId, ruleId: rule.ruleId })}
                    >
                      {words.remove}
                    </Button>
                  </>
                )}
              </div>
              {rulesDiffer([rule], known) ? (
                <p>
                  <Tag tone="due">{words.waiting}</Tag>
                </p>
              ) : (
                <Use use={uses.find(({ ruleId }) => ruleId === rule.ruleId)} />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Use({ use }: { use: RuleUse | undefined }) {
  return (
    <>
      <p className="hint">{words.ruleRows(use?.rows ?? 0)}</p>
      {use && use.examples.length > 0 && (
        <ul className="examples">
          {use.examples.map(({ name, meaning }) => (
            <li key={name} className="figure">
              {words.reads(name, meaning)}
            </li>
          ))}
        </ul>
      )}
      {use && use.overrides > 0 && <p className="doubt">{words.overrides(use.overrides)}</p>}
      {use && use.conflicts > 0 && <p className="doubt">{words.conflicts(use.conflicts)}</p>}
    </>
  )
}
