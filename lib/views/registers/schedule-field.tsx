'use client'
import { useId } from 'react'
import { checkSchedule, nextDates, scheduleInWords } from '@/lib/analysis/schedule'
import { longDate, monthNames, weekdayName, weekdayNames } from '@/lib/domain/dutch-days.mjs'
import { isDate } from '@/lib/domain/period'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { modes, nths, weekdays, writeSchedule, type ScheduleForm, type Weekday } from './schedule-form'
import { words } from './words'

const text = words.schedule
const monthDays = Array.from({ length: 31 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))
const months = monthNames.map((label, i) => ({ value: String(i + 1), label }))
const oneWeekday = weekdays.map((value) => ({ value, label: weekdayNames[value] }))

/** A repeat in plain Dutch, with the first dates that it gives: who fills it in sees at once whether that is what was meant. */
export function ScheduleField({ value, from, to, startTime, onChange }: { value: ScheduleForm; from: string; to: string; startTime: string; onChange: (value: ScheduleForm) => void }) {
  const change = (part: Partial<ScheduleForm>) => onChange({ ...value, ...part })
  const { mode } = value
  return (
    <div className="schedule">
      <Field label={text.how}>
        {(box) => (
          <Select
            {...box}
            value={mode}
            onChange={(e) => change({ mode: e.target.value as ScheduleForm['mode'], rule: e.target.value === 'other' ? value.rule || writeSchedule(value) || '' : value.rule })}
            options={[...(mode === '' ? [{ value: '', label: words.form.choose }] : []), ...modes.map((m) => ({ value: m, label: text.modes[m] }))]}
          />
        )}
      </Field>
      {(mode === 'weekly' || mode === 'biweekly') && <Days chosen={value.days} onChange={(days) => change({ days })} />}
      {mode === 'month-weekday' && (
        <>
          <Field label={text.which}>{(box) => <Select {...box} value={value.nth} onChange={(e) => change({ nth: e.target.value })} options={nths.map((n) => ({ value: n, label: text.nths[n] }))} />}</Field>
          <Field label={text.weekday}>{(box) => <Select {...box} value={value.weekday} onChange={(e) => change({ weekday: e.target.value as Weekday })} options={oneWeekday} />}</Field>
        </>
      )}
      {(mode === 'month-day' || mode === 'yearly') && <Field label={text.monthDay}>{(box) => <Select {...box} value={value.monthDay} onChange={(e) => change({ monthDay: e.target.value })} options={monthDays} />}</Field>}
      {mode === 'yearly' && <Field label={text.month}>{(box) => <Select {...box} value={value.month} onChange={(e) => change({ month: e.target.value })} options={months} />}</Field>}
      {mode === 'other' && (
        <Field label={text.rule} help={text.ruleHelp}>
          {(box) => <Textbox {...box} value={value.rule} onChange={(e) => change({ rule: e.target.value.toUpperCase() })} spellCheck={false} autoComplete="off" maxLength={300} />}
        </Field>
      )}
      <Preview form={value} from={from} to={to} startTime={startTime} />
    </div>
  )
}

function Days({ chosen, onChange }: { chosen: readonly Weekday[]; onChange: (days: Weekday[]) => void }) {
  const id = useId()
  return (
    <div className="field">
      <span className="field__label" id={id}>
        {text.days}
      </span>
      <div className="days" role="group" aria-labelledby={id}>
        {weekdays.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={chosen.includes(day)} aria-label={weekdayNames[day]} onChange={(e) => onChange(weekdays.filter((d) => (d === day ? e.target.checked : chosen.includes(d))))} />
            <span aria-hidden="true">{text.shortDays[day]}</span>
          </label>
        ))}
      </div>
    </div>
  )
}

function Preview({ form, from, to, startTime }: { form: ScheduleForm; from: string; to: string; startTime: string }) {
  const rule = writeSchedule(form)
  if (form.mode === '') return null
  const problem = rule ? checkSchedule(rule) : text.noDay
  const dates = rule && !problem && isDate(from) ? nextDates(rule, from, isDate(to) ? to : null, 5) : []
  return (
    <div className="schedule__next" role="status">
      {problem ? (
        <span className="field__error">{problem}</span>
      ) : (
        <>
          <strong>{scheduleInWords(rule!, /^\d\d:\d\d/.test(startTime) ? startTime : null)}</strong>
          {form.mode === 'once' && <span className="quiet small">{text.once}</span>}
          {form.mode === 'biweekly' && <span className="quiet small">{text.biweekly}</span>}
          {!isDate(from) ? (
            <span className="quiet small">{text.needsFrom}</span>
          ) : dates.length === 0 ? (
            <span className="field__error">{text.noNext}</span>
          ) : (
            <span>
              {text.next}: {dates.map((d) => `${weekdayName(d)} ${longDate(d)}`).join(', ')}
            </span>
          )}
        </>
      )}
    </div>
  )
}
