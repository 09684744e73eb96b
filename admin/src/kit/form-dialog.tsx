import { Button, Form, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
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

const firstField = 'input:not([type=checkbox], [type=radio]), textarea'

/** A form over the page; a refusal stands under its fields, and what was typed stays. */
export function FormDialog<V extends object>(props: Props<V>) {
  const { title, open, close, action, busy, error, initial, submit, width = 560, children } = props
  const [form] = Form.useForm<V>()
  const [tried, setTried] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    form.resetFields()
    setTried(false)
  }, [open, form])
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
        <Button key="do" type="primary" loading={busy} disabled={busy} onClick={() => form.submit()}>
          {action}
        </Button>,
      ]}
    >
      <div ref={fields}>
        <Form<V>
          form={form}
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
