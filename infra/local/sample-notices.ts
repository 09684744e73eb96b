import type { InputOf } from '@linli/shared/contract'
import { noticesApi } from '@linli/shared/notices/api'
import { addDays, formatDate } from '@linli/shared/time'
import type { Client } from './client'
import type { Neighbours } from './sample-neighbours'

type Text = Omit<InputOf<typeof noticesApi.create>, 'communityId' | 'publisher'>

const publisher = { kind: 'office', name: '梧桐苑物业服务中心', contact: '小林', phone: '010-8620 0000' } as const

/** What is posted this week: water that is cut, a 公示 with an objection to it, an emergency that some have confirmed. */
export async function sampleNotices(
  office: Client,
  { owner, landlord }: Neighbours,
  { communityId, today }: { communityId: string; today: string },
): Promise<void> {
  const publish = async (text: Text) => {
    const { noticeId, version } = await office.call(noticesApi.create, { communityId, publisher, ...text })
    await office.call(noticesApi.publish, { communityId, noticeId, version })
    return noticeId
  }
  const dry = addDays(today, 2)
  // One after the other: all that is published stands in one item.
  await publish({
    category: 'outage',
    title: `${formatDate(dry)}清洗水箱，停水 4 小时`,
    scope: { kind: 'community' },
    blocks: [
      { kind: 'paragraph', text: `${formatDate(dry)} 9:00 至 13:00 清洗二次供水水箱，全小区停水。` },
      { kind: 'list', items: ['请提前存一些水', '恢复供水后，先放一两分钟再用', '水质检测报告会贴在大堂'] },
    ],
    attachments: [],
    until: dry,
  })
  const accounts = await publish({
    category: 'disclosure',
    title: '上季度公共收益收支公示',
    scope: { kind: 'community' },
    blocks: [
      { kind: 'heading', text: '收入' },
      { kind: 'list', items: ['电梯广告 12,600 元', '地面临时停车 8,430 元'] },
      { kind: 'heading', text: '支出' },
      { kind: 'list', items: ['儿童乐园地垫更换 6,200 元'] },
      { kind: 'paragraph', text: '结余转入公共收益专户。原始凭证可以到物业服务中心查看。' },
    ],
    attachments: [],
    until: addDays(today, 30),
    objectionsUntil: addDays(today, 7),
  })
  const pipe = await publish({
    category: 'emergency',
    title: '1栋1单元爆管，正在抢修',
    scope: { kind: 'units', units: [{ building: '1', unit: '1' }] },
    blocks: [
      { kind: 'paragraph', text: '主水管爆裂，师傅已经到场。请先关好家里的水阀，电梯暂时不要乘坐。' },
      { kind: 'paragraph', text: '家里有老人、婴儿需要用水的，请打电话，我们送上门。' },
    ],
    attachments: [],
    until: addDays(today, 1),
  })
  const objection = { noticeId: accounts, text: '电梯广告是和谁签的，一年多少钱？想看一下合同。' }
  await landlord.client.call(noticesApi.object, { ...landlord.home, ...objection })
  await owner.client.call(noticesApi.confirm, { ...owner.home, noticeId: pipe })
}
