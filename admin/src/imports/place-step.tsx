import { importsApi } from '@linli/shared/imports/api'
import type { ImportDetail } from '@linli/shared/imports/detail'
import type { PlaceGroup, PlaceReport } from '@linli/shared/imports/place-report'
import { useState } from 'react'
import { count } from '../kit/format'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { usePending } from './pending'
import { GroupCard } from './place-group'
import { RuleList } from './place-rules'
import type { RuleDraft } from './rule-draft'
import { RuleForm } from './rule-form'
import { placeWords as words } from './place-words'

/** How the names of places were read: groups that no room was found for, each with a rule for it, and the rules at work. */
export function PlaceStep({ detail, canEdit }: { detail: ImportDetail; canEdit: boolean }) {
  const { communityId } = usePlace()
  const rules = useRead(importsApi.listRules, { communityId })
  const [draft, setDraft] = useState<RuleDraft>()
  if (!rules.data) return rules.error ? <Failed error={rules.error} retry={rules.refetch} /> : <Skeleton />
  const { items } = rules.data
  const { places } = detail
  return (
    <div className="stack">
      <p className="hint">{words.line}</p>
      {places ? (
        <>
          <Sums places={places} />
          <Groups detail={detail} groups={places.groups} edit={canEdit ? setDraft : undefined} />
        </>
      ) : (
        <State {...words.noPlaces} />
      )}
      <RuleList rules={items} uses={places?.rules ?? []} read={detail.rules} edit={canEdit ? setDraft : undefined} />
      <RuleForm draft={draft} rules={items} close={() => setDraft(undefined)} />
    </div>
  )
}

function Sums({ places }: { places: PlaceReport }) {
  const sums: [string, number][] = [
    [words.matched, places.matchedRows],
    [words.notRooms, places.notARoomRows],
    [words.refused, places.refusedRows],
  ]
  return (
    <ul className="sums">
      {sums.map(([name, rows]) => (
        <li key={name}>
          <span className="hint">{name}</span> <strong className="figure">{words.rows(rows)}</strong>
        </li>
      ))}
    </ul>
  )
}

type GroupsProps = {
  detail: ImportDetail
  groups: readonly PlaceGroup[]
  edit: ((draft: RuleDraft) => void) | undefined
}

function Groups({ detail, groups, edit }: GroupsProps) {
  const [pending] = usePending(detail.importId)
  const isLater = ({ shape }: PlaceGroup) => pending.later.has(shape)
  const [now, later] = [groups.filter(group => !isLater(group)), groups.filter(isLater)]
  if (groups.length === 0) return <State {...words.allMatched} />
  const list = (some: readonly PlaceGroup[]) => (
    <ul className="groups">
      {some.map(group => (
        <GroupCard key={group.shape} importId={detail.importId} group={group} isLater={isLater(group)} edit={edit} />
      ))}
    </ul>
  )
  return (
    <>
      <h2>{words.groups}</h2>
      {list(now)}
      {later.length > 0 && (
        <details>
          <summary>
            {words.put} {count(later.length)}
          </summary>
          {list(later)}
        </details>
      )}
    </>
  )
}
