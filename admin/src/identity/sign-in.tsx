import { identityApi } from '@linli/shared/identity/api'
import { Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { setCsrf } from '../api-client'
import { Banner, Refusal } from '../kit/banner'
import { useWrite } from '../queries'
import { useSession, useSetSession } from '../session'
import { words as shared } from '../words'
import './sign-in.css'
import { identityWords } from './words'

const words = identityWords.signIn
type Fields = { username: string; password: string; totp: string }

/** Password and code; afterwards back to where the session ended. */
export function SignIn() {
  const [params] = useSearchParams()
  const session = useSession()
  const setSession = useSetSession()
  const [form] = Form.useForm<Fields>()
  const signIn = useWrite(identityApi.signInOffice, {
    refreshes: [],
    onDone: ({ staff, csrf }) => {
      setCsrf(csrf)
      setSession(staff)
    },
  })
  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`
  }, [])

  const to = params.get('to') ?? '/'
  if (session.data) return <Navigate to={to.startsWith('/') && !to.startsWith('//') ? to : '/'} replace />
  const wasInside = to !== '/'
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <svg viewBox="0 0 32 32" width="56" height="56" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--brand)" />
          <path d="M7 24V14l6-5 6 5v10m0-7 6 4v3" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round" />
        </svg>
        <div>
          <h1>{shared.product}</h1>
          <p className="hint">{words.line}</p>
        </div>
      </div>
      {wasInside && !signIn.error && (
        <Banner tone="info">
          <strong>{words.over}</strong>
          <p>{words.overLine}</p>
        </Banner>
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={values => signIn.mutate(values, { onError: () => form.resetFields(['totp']) })}
      >
        <Form.Item name="username" label={words.username} rules={[{ required: true, message: words.missing.username }]}>
          <Input autoComplete="username" autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.missing.password }]}>
          <Input type="password" autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="totp"
          label={words.totp}
          extra={words.totpHint}
          rules={[{ pattern: /^\d{6}$/, required: true, message: words.missing.totp }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Refusal error={signIn.error} />
        <Button type="primary" htmlType="submit" block disabled={signIn.isPending} className="sign-in-go">
          {signIn.isPending ? words.busy : words.action}
        </Button>
      </Form>
    </main>
  )
}
