'use client'
import { useState } from 'react'
import { IconCheck, IconLink } from './icons'
import { Button } from './button'
import { words } from './words'

export function CopyLink() {
  const [copied, setCopied] = useState(false)
  return (
    <Button
      onClick={() => {
        void navigator.clipboard?.writeText(window.location.href).then(() => {
          setCopied(true)
          setTimeout(() => setCopied(false), 3000)
        })
      }}
    >
      {copied ? <IconCheck size={18} aria-hidden="true" /> : <IconLink size={18} aria-hidden="true" />}
      <span aria-live="polite">{copied ? words.copied : words.copyLink}</span>
    </Button>
  )
}
