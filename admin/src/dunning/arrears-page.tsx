import { dunningApi } from '@linli/shared/dunning/api'
import { Button, Segmented } from 'antd'
import { Page } from '../kit/page'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import './dunning.css'
import { DebtList } from './debt-list'
import { DebtShow } from './debt-show'
import { EvidenceList } from './evidence-list'
import { LetterList } from './letter-list'
import { PlanShow } from './plan-show'
import { TaskList } from './task-list'
import { dunningWords as words } from './words'

const tabs = ['owing', 'tasks', 'letters', 'evidence', 'plan'] as const
type Tab = (typeof tabs)[number]

/** 欠费和催缴: who owes since when and why, what was done about it, and what goes out by itself. */
export function ArrearsPage() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const url = useUrlState()
  const tab: Tab = tabs.find(each => each === url.get('tab')) ?? 'owing'
  const refresh = useWrite(dunningApi.refresh, { refreshes: ['dunning.'], onDone: () => toast(words.refreshed) })
  const [roomId, debtId] = (url.get('show') ?? '').split('.')
  return (
    <Page
      title={shared.pages.arrears}
      line={words.line}
      actions={
        can('dunning:act') && (
          <Button loading={refresh.isPending} onClick={() => refresh.mutate({ communityId })}>
            {words.refresh}
          </Button>
        )
      }
    >
      <Segmented
        aria-label={shared.pages.arrears}
        className="bar-segment"
        value={tab}
        options={tabs.map(value => ({ value, label: words.tabs[value] }))}
        onChange={next => url.set({ tab: next === 'owing' ? undefined : next, view: undefined, show: undefined })}
      />
      {tab === 'owing' && <DebtList />}
      {tab === 'tasks' && <TaskList />}
      {tab === 'letters' && <LetterList />}
      {tab === 'evidence' && <EvidenceList />}
      {tab === 'plan' && <PlanShow />}
      <DebtShow roomId={roomId} debtId={debtId} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
