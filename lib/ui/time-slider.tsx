'use client'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { IconChevronLeft, IconChevronRight, IconPlayerPauseFilled, IconPlayerPlayFilled } from './icons'
import { words } from './words'

const stepMs = 1200
const motionQuery = '(prefers-reduced-motion: reduce)'
const useReducedMotion = () =>
  useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(motionQuery)
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => window.matchMedia(motionQuery).matches,
    () => true,
  )

/** Moves a window of fixed length over the months: `value` is the number of its first month. Playing is left out for those who want no motion. */
export function TimeSlider({ label, value, max, now, first, last, onMove }: { label: string; value: number; max: number; /** the period on the screen, which may lie between or outside the steps */ now: string; first: string; last: string; onMove: (value: number, how: 'push' | 'replace') => void }) {
  const id = useId()
  const still = useReducedMotion()
  const [playing, setPlaying] = useState(false)
  const lastMove = useRef(0)
  const running = playing && value < max

  useEffect(() => {
    if (!running) return
    const timer = setTimeout(() => onMove(value + 1, 'replace'), stepMs)
    return () => clearTimeout(timer)
  }, [running, value, onMove])

  // One drag is one choice: its first step can be undone with the back button, the rest replaces it.
  const move = (to: number) => {
    const now = Date.now()
    onMove(to, now - lastMove.current > 1000 ? 'push' : 'replace')
    lastMove.current = now
  }

  return (
    <div className="time-slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{now}</output>
      <div className="time-slider__row">
        {!still && (
          <button type="button" className="icon-button" aria-label={running ? words.pause : words.play} onClick={() => {
            if (running) setPlaying(false)
            else {
              setPlaying(true)
              if (value >= max) onMove(0, 'push')
            }
          }}>
            {running ? <IconPlayerPauseFilled size={18} aria-hidden="true" /> : <IconPlayerPlayFilled size={18} aria-hidden="true" />}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={words.earlier} disabled={value <= 0} onClick={() => move(value - 1)}>
          <IconChevronLeft size={20} aria-hidden="true" />
        </button>
        <input id={id} type="range" min={0} max={Math.max(0, max)} step={1} value={Math.min(value, max)} aria-valuetext={now} onChange={(e) => { setPlaying(false); move(Number(e.target.value)) }} />
        <button type="button" className="icon-button" aria-label={words.later} disabled={value >= max} onClick={() => move(value + 1)}>
          <IconChevronRight size={20} aria-hidden="true" />
        </button>
      </div>
      <div className="time-slider__ends quiet small" aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </div>
  )
}
