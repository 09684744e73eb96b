import type { MeterReading } from '@linli/shared/billing/meter-schema'
import { meterUnits } from '@linli/shared/billing/line-words'
import { usageText } from '@linli/shared/billing/meter-words'
import type { MeterType } from '@linli/shared/billing/registers'
import { formatDate } from '@linli/shared/time'
import { meterWords as words } from './meter-page-words'

const [width, height, top, foot] = [640, 140, 16, 18]
const mostBars = 12

/** The last twelve usages, the oldest at the left; the table below says the same in figures. */
export function UsageChart({ readings, type }: { readings: readonly MeterReading[]; type: MeterType }) {
  const bars = readings
    .filter(({ usage }) => usage !== undefined)
    .slice(0, mostBars)
    .toReversed()
  const most = Math.max(1, ...bars.map(({ usage = 0 }) => usage))
  if (bars.length < 2) return null
  const step = width / bars.length
  const wide = Math.min(48, step * 0.6)
  return (
    <svg className="usage-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.chart(bars.length)}>
      {bars.map(({ readOn, usage = 0, state }, i) => {
        const tall = ((height - top - foot) * usage) / most
        const middle = i * step + step / 2
        return (
          <g key={readOn}>
            <title>{`${readOn} ${usageText(usage)} ${meterUnits[type]}`}</title>
            <rect
              x={middle - wide / 2}
              y={height - foot - tall}
              width={wide}
              height={tall}
              rx={2}
              className={state === 'held' ? 'usage-held' : undefined}
            />
            <text x={middle} y={height - foot - tall - 4} textAnchor="middle">
              {usageText(usage)}
            </text>
            <text x={middle} y={height - 4} textAnchor="middle">
              {formatDate(readOn)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
