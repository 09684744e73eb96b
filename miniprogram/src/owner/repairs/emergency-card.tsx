import type { RepairKind } from '@linli/shared/repairs/kinds'
import { View } from '@tarojs/components'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { repairWords } from './words'

/** 困人, 爆管, 燃气, 停电: a call comes before any form. */
export function EmergencyCard({ kind, phone }: { kind: RepairKind; phone: string | undefined }) {
  const words = useWords(repairWords)
  return (
    <Card>
      <View className="ll-stack" {...role('alert')} ariaLive="assertive">
        <View className="ll-head">{words.emergency}</View>
        <View>{words.emergencyLine(kind)}</View>
        {phone ? (
          <Button wide onTap={() => platform.callPhone(phone)}>
            {words.callNow}
          </Button>
        ) : null}
        <View className="ll-sub">{words.emergencyToo}</View>
      </View>
    </Card>
  )
}
