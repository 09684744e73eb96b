import { type AlipayNotice, type Fields, formNotice, signedText, textOf } from './notice'

type Forgery = { name: string; notice: AlipayNotice }

/** What a right notice is made of, and the key of somebody who is not Alipay. */
type Right = { fields: Fields; sign: string; strangerKeyPem: string }

/** The values that a forger would rather have, by the field that is changed. */
const wishes: Fields = {
  total_amount: '0.01',
  receipt_amount: '0.01',
  out_trade_no: `ZZZZZZ${'0'.repeat(26)}`,
  trade_no: '2026000000000000000000000001',
  trade_status: 'TRADE_FINISHED',
  seller_id: '2088000000000000',
  app_id: '2021000000000000',
  gmt_payment: '2020-01-01 00:00:00',
  subject: '别的东西',
  notify_type: 'other',
  refund_fee: '0.01',
  charset: 'gbk',
}

/** Of one right notice, everything that was not signed by Alipay: no two alike, and none may be taken. */
export function forgeries({ fields, sign, strangerKeyPem }: Right): Forgery[] {
  const whole: Fields = { ...fields, sign_type: 'RSA2', sign }
  const { body: right, headers } = formNotice(whole)
  const names = Object.keys(fields)
  const filled = names.filter(name => fields[name] !== '')
  const of = (name: string, changed: Fields): Forgery => ({ name, notice: formNotice(changed) })
  const raw = (name: string, body: string, more: Record<string, string> = {}): Forgery => ({
    name,
    notice: { headers: { ...headers, ...more }, body },
  })
  const bytes = Buffer.from(sign, 'base64')
  const flipped = (at: number) => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy.toString('base64')
  }
  return [
    ...filled.map(name => of(`${name} left out`, without(whole, name))),
    ...filled.map(name => of(`${name} emptied`, { ...whole, [name]: '' })),
    ...filled.map(name => of(`${name} with a space`, { ...whole, [name]: `${whole[name]} ` })),
    ...filled.map(name => raw(`${name} twice`, `${right}&${name}=${encodeURIComponent(whole[name] ?? '')}`)),
    ...filled.map(name => raw(`${name} twice, another first`, `${name}=1&${right}`)),
    ...filled.map(name =>
      of(`${name} in capitals`, { ...without(whole, name), [name.toUpperCase()]: whole[name] ?? '' }),
    ),
    ...filled.map(name => raw(`${name} encoded twice`, right.replace(`${name}=`, `${name}=%25`))),
    ...Object.entries(wishes)
      .filter(([name, value]) => fields[name] !== value)
      .flatMap(([name, value]) => {
        const changed = { ...fields, [name]: value }
        const text = textOf(changed)
        return [
          of(`${name} changed`, { ...whole, [name]: value }),
          of(`${name} changed, signed by a stranger`, {
            ...changed,
            sign_type: 'RSA2',
            sign: signedText(strangerKeyPem, text),
          }),
          of(`${name} changed, sign_type none`, { ...changed, sign_type: 'none', sign: '' }),
          of(`${name} changed, signed by SHA-1 of a stranger`, {
            ...changed,
            sign_type: 'RSA',
            sign: signedText(strangerKeyPem, text, 'RSA-SHA1'),
          }),
        ]
      }),
    of('signed by a stranger', { ...fields, sign_type: 'RSA2', sign: signedText(strangerKeyPem, textOf(fields)) }),
    of('no signature', without(whole, 'sign')),
    ...[
      '',
      'x',
      'null',
      'A'.repeat(344),
      `${'A'.repeat(342)}==`,
      sign.slice(1),
      `${sign}AAAA`,
      `${sign},${sign}`,
      ` ${sign}`,
    ].map(other => of(`sign ${other.slice(0, 8)}… of ${other.length}`, { ...whole, sign: other })),
    ...[0, 1, 100, 255].map(at => of(`signature bit ${at}`, { ...whole, sign: flipped(at) })),
    of('signature of the raw body', { ...whole, sign: signedText(strangerKeyPem, right) }),
    ...['', '&', '=', '%', '%E4%BD', 'a', '{}', '[]', '\u0000', '%00=%00', 'sign=1', '__proto__=1&sign=1', '🙂'].map(
      body => raw(`body ${JSON.stringify(body)}`, body),
    ),
    raw('a percent sign that encodes nothing', `${right}&x=%`),
    raw('half a character', `${right}&x=%E4%BD`),
    raw('a field without a value', `${right}&x`),
    raw('a field without a name', `${right}&=1`),
    raw('a prototype', `${right}&__proto__=1`),
    raw('a thousand fields', `${right}${Array.from({ length: 1000 }, (_, i) => `&x${i}=1`).join('')}`),
    raw('one more field', `${right}&x=1`),
    raw('one more field before', `a=1&${right}`),
    raw('half of it', right.slice(0, right.length / 2)),
    raw('a megabyte', `${right}&x=${'x'.repeat(1_000_000)}`),
    raw('as JSON', JSON.stringify(whole), { 'Content-Type': 'application/json' }),
    raw('as JSON in a form', JSON.stringify(whole)),
    raw('as text', right, { 'Content-Type': 'text/plain' }),
    raw('as multipart', right, { 'Content-Type': 'multipart/form-data; boundary=x' }),
    raw('in GBK', right, { 'Content-Type': 'application/x-www-form-urlencoded;charset=gbk' }),
    raw('without a type', right, { 'Content-Type': '' }),
    raw('with two types', right, { 'Content-Type': 'application/x-www-form-urlencoded, text/plain' }),
  ]
}

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name))
