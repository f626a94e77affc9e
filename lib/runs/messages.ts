import type { ProblemInput, ProblemOutput } from '@/lib/analysis/problem-clusters'

/** What a thread is started with. */
export type ThreadRequest = { input: ProblemInput; seed: number; replicates?: number }

/** From the thread: how far it is (at most a few times a second), and then one answer. An error has its name and place in our code, nothing of the data. */
export type ThreadMessage = { type: 'progress'; share: number; step: string } | { type: 'done'; output: ProblemOutput } | { type: 'error'; name: string; message: string; stack: string }

/** Between two messages about progress, in milliseconds. */
export const progressEveryMs = 250
