import { noticesApi } from '@linli/shared/notices/api'
import { type NoticeDetail, NoticeText } from '@linli/shared/notices/schema'
import { Button, Form } from 'antd'
import { useEffect, useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { today } from '../kit/format'
import { Page } from '../kit/page'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { keepText, keptKey, keptText } from './kept-text'
import { NoticeFields } from './notice-fields'
import { NoticeValues, textOf, untilAs } from './notice-values'
import { PhonePreview } from './phone-preview'
import { refreshes } from './refreshes'
import './notice-write.css'
import { writeWords as words } from './words'

type Rejected = { errorFields: { name: (string | number)[] }[] }
type Props = { notice: NoticeDetail | undefined; initial: NoticeValues }

/** The fields, the phone beside them, and what is done with both; whatever is typed is kept on this computer until it is saved. */
export function NoticeEditor({ notice, initial }: Props) {
  const { communityId, staff } = usePlace()
  const { set } = useUrlState()
  const toast = useToast()
  const [form] = Form.useForm<NoticeValues>()
  const key = keptKey(communityId, staff.personId, notice?.noticeId)
  const [kept, setKept] = useState(() => keptText(key))
  const [isTyped, setTyped] = useState(kept !== undefined)
  const [wrong, setWrong] = useState<string[]>([])
  const [pictures, setPictures] = useState(() => new Map(notice?.pictures.map(({ fileId, url }) => [fileId, url])))
  const [first] = useState(kept?.values ?? initial)
  const [values, setValues] = useState(first)
  useEffect(() => {
    if (!isTyped) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isTyped])

  /** What the fields hold, with what has no field of its own. */
  const changed = ({ category }: Partial<NoticeValues>) => {
    if (category) form.setFieldValue('until', untilAs(values, category, today()))
    const now = NoticeValues.parse(form.getFieldsValue(true))
    setValues(now)
    setTyped(true)
    keepText(key, { values: now, ...(notice && { version: notice.version }) })
  }
  const done = ({ noticeId }: NoticeDetail, thenPublish: boolean) => {
    keepText(key, undefined)
    setTyped(false)
    setKept(undefined)
    toast(words.saved)
    if (thenPublish) set({ write: undefined, show: noticeId, ask: 'publish' })
    else set({ write: noticeId }, { replace: true })
  }
  const create = useWrite(noticesApi.create, { refreshes })
  const edit = useWrite(noticesApi.edit, { refreshes })
  const isBusy = create.isPending || edit.isPending
  const save = (thenPublish: boolean) => {
    const text = NoticeText.safeParse(textOf(NoticeValues.parse(form.getFieldsValue(true))))
    setWrong(text.success ? [] : text.error.issues.map(({ message }) => message))
    if (!text.success) return
    const then = { onSuccess: (saved: NoticeDetail) => done(saved, thenPublish) }
    if (notice) edit.mutate({ communityId, noticeId: notice.noticeId, version: notice.version, ...text.data }, then)
    else create.mutate({ communityId, ...text.data }, then)
  }
  const checked = (thenPublish: boolean) => () =>
    void form.validateFields().then(
      () => save(thenPublish),
      ({ errorFields: [first] }: Rejected) => {
        setWrong([words.seeFields])
        // The button stands above a form that is longer than the screen.
        if (first) form.scrollToField(first.name, { block: 'center', focus: true })
      },
    )
  const forget = () => {
    keepText(key, undefined)
    setKept(undefined)
    setTyped(false)
    form.setFieldsValue(initial)
    setValues(initial)
  }
  return (
    <Page
      title={notice ? words.editTitle : words.title}
      line={words.line}
      actions={
        <>
          <Button onClick={() => set({ write: undefined })}>{words.back}</Button>
          <Button disabled={isBusy} onClick={checked(false)}>
            {words.save}
          </Button>
          <Button type="primary" disabled={isBusy} onClick={checked(true)}>
            {words.next}
          </Button>
        </>
      }
    >
      {kept && (
        <Banner tone="info" action={<Button onClick={forget}>{notice ? words.useSaved : words.startAnew}</Button>}>
          {notice && kept.version !== notice.version ? words.changedMeanwhile : words.goesOn}
        </Banner>
      )}
      {wrong.length > 0 && (
        <Banner tone="danger">
          <ul>
            {[...new Set(wrong)].map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Refusal error={create.error ?? edit.error} />
      <div className="notice-write">
        <Form<NoticeValues>
          form={form}
          layout="vertical"
          initialValues={first}
          validateTrigger={['onBlur', 'onSubmit']}
          onValuesChange={changed}
          scrollToFirstError
          className="stack"
        >
          <NoticeFields
            values={values}
            onPicture={(fileId, url) => setPictures(known => new Map(known).set(fileId, url))}
          />
        </Form>
        <PhonePreview values={values} pictures={pictures} />
      </div>
    </Page>
  )
}
