import type { Print } from '@linli/shared/identity/letter-schema'
import { count } from '../kit/format'

const building = (name: string) => (/^\d+[A-Za-z]?$/.test(name) ? `${name}栋` : name)
const place = ({ building: name, unit }: Pick<Print, 'building' | 'unit'>) =>
  building(name) + (unit === undefined ? '' : /^\d+$/.test(unit) ? `${unit}单元` : unit)

/** 入住进度, letters and posters */
export const joinedWords = {
  line: '家里有人绑定了小程序，就算已入住',
  caption: '各楼栋的入住进度',
  building,
  total: (joined: number, homes: number) =>
    homes === 0 ? '还没有登记住户' : `${count(homes)} 户中 ${count(joined)} 户已入住`,
  percent: (joined: number, homes: number) => (homes === 0 ? '—' : `${Math.floor((joined / homes) * 100)}%`),
  columns: {
    building: '楼栋',
    bar: '进度',
    joined: '已入住',
    homes: '有住户',
    rooms: '房屋',
    letters: '信件',
    action: '操作',
  },
  notCounted: '还没有统计',
  letters: (homes: number, until: string) => `${count(homes)} 户，${until}前有效`,
  lettersOver: '已过期',
  none: '没有发过',
  empty: { head: '还没有楼栋', line: '先导入房屋和住户，再请住户加入' },
  print: '打印信件',
  poster: '海报',
  revoke: '作废',
  prints: '打印记录',
  printsCaption: '打印过的信和海报',
  noPrints: { head: '还没有打印过', line: '在上面选一栋楼，打印信件或海报' },
  printColumns: {
    what: '内容',
    layout: '版式',
    state: '状态',
    homes: '户数',
    until: '有效到',
    by: '打印人',
    at: '时间',
    file: '文件',
  },
  what: (print: Print) => `${place(print)}${print.kind === 'poster' ? '海报' : '入住信'}`,
  layouts: { page: '每户一页', labels: '标签 8 张一页', A4: 'A4', A3: 'A3' },
  states: {
    waiting: '排队',
    working: '正在做',
    ready: '可以打印',
    failed: '没有做成',
    revoked: '已作废',
    expired: '已过期',
  },
  progress: (done: number, total: number) => `${count(done)} / ${count(total)}`,
  open: '下载 PDF',
  form: {
    title: (name: string) => `打印${building(name)}的入住信`,
    who: '给谁',
    notJoined: '还没有人入住的家',
    anyoneLeft: '还有人没绑定的家',
    unit: '单元',
    allUnits: '整栋',
    layout: '版式',
    days: '有效天数',
    daysRange: '1 到 90 天',
    note: '打印后，这些家以前的信就不能用了。一次最多 1,000 户。',
    action: '打印',
    started: '正在做，做好后在打印记录里下载',
  },
  posterForm: {
    title: (name: string) => `做${building(name)}的海报`,
    size: '纸张',
    note: '住户扫码后点两下：验证手机号，再点自己的姓。号码没登记的，可以自己填房号，请您确认。',
    action: '做海报',
  },
  revokeForm: {
    title: (name: string) => `作废${building(name)}的信和海报？`,
    line: '已经发出的码马上不能用，正在做的也会停下。已入住的家不受影响。',
    action: '作废信和海报',
    done: (letters: number) => `已作废，其中有效的信 ${count(letters)} 封`,
  },
  revokeOne: {
    button: '作废入住信',
    title: (code: string) => `作废 ${code} 的入住信？`,
    line: '这一户信上的码马上不能用，已绑定的人不受影响；要再发，到入住进度重新打印。',
    action: '作废这封信',
    done: '已作废',
    none: '这一户没有有效的信',
  },
} as const
