import { expect, test } from 'vitest'
import { invitationCode } from './invitation-code'

const code = 'GZ3K9Q_aaaaaaaaaaaaaaaaaaaa-b'

test.each([
  [code, code],
  [` ${code}\n`, code],
  [`/identity/invitation/index?code=${code}`, code],
  [`https://linli.example/owner/?x=1&code=${code}#top`, code],
  ['https://evil.example/', undefined],
  ['short', undefined],
  ['', undefined],
])('%s holds %s', (text, found) => {
  expect(invitationCode(text)).toBe(found)
})
