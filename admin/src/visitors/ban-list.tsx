import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { formatFullDate } from '@linli/shared/time'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { filled, needed } from '../kit/rules'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.bans
const refreshes = ['visitors.', 'audit.']

/** 限制通行: who, why, until when. */
export function BanList() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [adds, setAdds] = useState(false)
  const list = usePages(visitorDeskApi.blacklist, { communityId })
  const end = useWrite(visitorDeskApi.unban, { refreshes, onDone: () => toast(words.ended) })
  const { columns } = words
  const mayChange = can('visitors:manage')
  return (
    <>
      {mayChange && (
        <div className="bar">
          <Button type="primary" onClick={() => setAdds(true)}>
            {words.add}
          </Button>
        </div>
      )}
      <Refusal error={end.error} />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.banId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.who, cell: each => [each.plateMasked, each.name, each.phoneTail].filter(Boolean).join(' ') },
          { title: columns.reason, cell: each => each.reason },
          { title: columns.until, cell: each => formatFullDate(each.until) },
          { title: columns.by, cell: each => each.by },
          {
            title: '',
            cell: each =>
              mayChange && (
                <Button disabled={end.isPending} onClick={() => end.mutate({ communityId, banId: each.banId })}>
                  {words.end}
                </Button>
              ),
          },
        ]}
      />
      {adds && <BanForm close={() => setAdds(false)} />}
    </>
  )
}

type Values = { plate?: string; name?: string; phoneTail?: string; reason: string; until: string }

function BanForm({ close }: { close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(visitorDeskApi.ban, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  const submit = ({ reason, until, ...typed }: Values) => {
    const [plate, name, phoneTail] = [filled(typed.plate), filled(typed.name), filled(typed.phoneTail)]
    const who = { ...(plate && { plate }), ...(name && { name }), ...(phoneTail && { phoneTail }) }
    save.mutate({ communityId, ...who, reason, until })
  }
  return (
    <FormDialog<Values>
      title={words.add}
      open
      close={close}
      action={words.add}
      busy={save.isPending}
      error={save.error}
      initial={{}}
      submit={submit}
    >
      <Form.Item name="plate" label={words.plate} extra={words.or}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={words.name}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phoneTail" label={words.phoneTail}>
        <Input maxLength={4} autoComplete="off" inputMode="numeric" />
      </Form.Item>
      <Form.Item name="until" label={words.until} rules={[needed(words.untilMissing)]}>
        <Input type="date" min={today()} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} className="form-wide" rules={[needed(words.reasonMissing)]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
