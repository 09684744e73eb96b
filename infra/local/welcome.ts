import { totpNow } from './local-state'
import { readSamples } from './samples'
import type { Stack } from './stack'

/** One table of addresses and one of sample sign-ins. TOTP codes change every 30 s: the stage shows the current ones. */
export async function printTable(stack: Stack, web: boolean, say: (line: string) => void): Promise<void> {
  const samples = await readSamples(stack.state)
  const row = (left: string, right: string) => say(`  ${pad(left, 14)}${right}`)
  say('')
  if (web) {
    row('演示台', `${stack.url}/`)
    row('办公页', `${stack.url}/admin/`)
    row('住户手机', `${stack.url}/owner/`)
    row('员工手机', `${stack.url}/staff/`)
  }
  row('接口', `${stack.url}/docs`)
  row('微信网关', stack.gateway.url)
  if (!samples) return
  say('')
  for (const person of samples.staff)
    row(
      person.title,
      `${pad(person.name, 8)}用户名 ${pad(person.username, 12)}密码 ${person.password}   动态码 ${totpNow(person.totpSecret)}`,
    )
  for (const { name, about } of samples.field.filter(({ name }) => !samples.staff.some(each => each.name === name)))
    row('员工手机', `${pad(name, 8)}${about}`)
  for (const person of samples.residents) row('住户', `${pad(person.name, 8)}手机 ${person.phone}   ${person.about}`)
  say('')
}

/** Pads by columns: a Chinese character takes two. */
function pad(text: string, columns: number): string {
  const width = [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - width))
}
