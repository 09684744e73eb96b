import { readdirSync, readFileSync } from 'node:fs'

/** Kilobytes that a process and its children keep in memory; 0 once it is gone. Linux alone keeps these files. */
export function residentKb(pid: number): number {
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name) && parentOf(name) === pid)
  return [String(pid), ...children].reduce((sum, each) => sum + statusOf(each, 'VmRSS'), 0)
}

/** The most that a process alone ever kept. */
export const peakKb = (pid: number): number => statusOf(String(pid), 'VmHWM')

const parentOf = (pid: string): number => statusOf(pid, 'PPid')

/** A process may end between two looks. */
function statusOf(pid: string, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
