import { importsApi } from '@linli/shared/imports/api'
import type { PlaceGroup, PlaceProposal } from '@linli/shared/imports/place-report'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { Tag } from '../kit/tag'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { usePending, withLater } from './pending'
import { draftFor, newRuleId, notARoom, type RuleDraft } from './rule-draft'
import { placeWords as words } from './place-words'

type Props = { importId: string; group: PlaceGroup; isLater: boolean; edit: ((draft: RuleDraft) => void) | undefined }

/** Names of one shape without a room: how many, the first of them, and what to do about them. */
export function GroupCard({ importId, group, isLater, edit }: Props) {
  const [, change] = usePending(importId)
  const { shape, rows, names, examples, proposal } = group
  const put = (later: boolean) => change(now => withLater(now, shape, later))
  return (
    <li className="group">
      <div className="bar">
        <strong>{shape}</strong>
        <span className="hint">{words.groupRows(rows, names)}</span>
        <span className="bar-space" />
        {edit && isLater && <Button onClick={() => put(false)}>{words.again}</Button>}
      </div>
      <p className="hint">
        {words.examples}
        {examples.join('、')}
      </p>
      {!isLater &&
        (proposal ? (
          <Proposal proposal={proposal} edit={edit} later={() => put(true)} />
        ) : (
          <div className="bar">
            <span>{words.noProposal}</span>
            {edit && (
              <>
                <Button onClick={() => edit(draftFor(group))}>{words.write}</Button>
                <Button onClick={() => edit(notARoom(group))}>{words.notRoom}</Button>
                <Button type="text" onClick={() => put(true)}>
                  {words.notNow}
                </Button>
              </>
            )}
          </div>
        ))}
    </li>
  )
}

type ProposalProps = { proposal: PlaceProposal; edit: Props['edit']; later: () => void }

function Proposal({ proposal, edit, later }: ProposalProps) {
  const { communityId } = usePlace()
  const { rule, sentence, rows, examples, doubt } = proposal
  const [ruleId] = useState(newRuleId)
  const rules = useRead(importsApi.listRules, { communityId })
  const put = useWrite(importsApi.putRule, { refreshes: ['imports.listRules'] })
  const isTaken = rules.data?.items.some(
    ({ kind, from, to }) => kind === rule.kind && from === rule.from && to === rule.to,
  )
  return (
    <div className="proposal">
      <p>
        <Tag tone="info">{words.proposal}</Tag> <strong>{sentence}</strong>{' '}
        <span className="hint">{words.explains(rows)}</span>
      </p>
      <ul className="examples">
        {examples.map(({ name, meaning }) => (
          <li key={name} className="figure">
            {words.reads(name, meaning)}
          </li>
        ))}
      </ul>
      {doubt && <p className="doubt">{doubt}</p>}
      <Refusal error={put.error} />
      {isTaken ? (
        <p>
          <Tag tone="due">{words.waiting}</Tag>
        </p>
      ) : (
        edit && (
          <div className="bar">
            <Button
              type="primary"
              aria-label={words.acceptLabel(sentence)}
              disabled={put.isPending}
              onClick={() => put.mutate({ communityId, ruleId, ...rule })}
            >
              {words.accept}
            </Button>
            <Button onClick={() => edit(rule)}>{words.edit}</Button>
            <Button type="text" onClick={later}>
              {words.notNow}
            </Button>
          </div>
        )
      )}
    </div>
  )
}
