import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Refusal } from './banner'
import './form.css'
import { kitWords } from './words'

type Props<V extends object> = {
  title: string
  open: boolean
  close: () => void
  action: string
  busy: boolean
  error: unknown
  initial: Partial<V>
  submit: (values: V) => void
  width?: number
  children: ReactNode
}

/** A choice that comes first says so itself. */
const firstField = '[data-first], input:not([type=checkbox], [type=radio]), textarea'

/**
 * A form over the page; a refusal stands under its fields, and what was typed stays. Each opening is a form of its own:
 * one that is kept would show what was typed into the one before.
 */
export function FormDialog<V extends object>(props: Props<V>) {
  const { title, open, close, action, busy, error, initial, submit, width = 560, children } = props
  const id = useId()
  const [tried, setTried] = useState(false)
  const [shown, setShown] = useState({ open, nth: 0 })
  const fields = useRef<HTMLDivElement>(null)
  const form = useRef<FormInstance>(null)
  if (open !== shown.open) {
    setShown({ open, nth: shown.nth + (open ? 1 : 0) })
    if (open) setTried(false)
  }
  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      destroyOnHidden
      afterOpenChange={isOpen => isOpen && fields.current?.querySelector<HTMLElement>(firstField)?.focus()}
      width={width}
      mask={{ closable: false }}
      footer={[
        <Button key="back" onClick={close}>
          {kitWords.cancel}
        </Button>,
        <Button key="do" type="primary" htmlType="submit" form={id} loading={busy} disabled={busy}>
          {action}
        </Button>,
      ]}
    >
      <div ref={fields}>
        <Form<V>
          key={shown.nth}
          ref={form}
          id={id}
          // What was wrong goes away while it is mended: the buttons must not move under the finger that presses them.
          onValuesChange={changed => {
            const wrong = Object.keys(changed).filter(name => form.current?.getFieldError(name).length)
            if (wrong.length > 0) form.current?.validateFields(wrong).catch(() => undefined)
          }}
          layout="vertical"
          initialValues={initial}
          onFinish={values => {
            setTried(true)
            submit(values)
          }}
          scrollToFirstError
          validateTrigger={['onBlur', 'onSubmit']}
          className="form-grid"
        >
          {children}
        </Form>
      </div>
      <Refusal error={tried && error} />
    </Modal>
  )
}
