/** Everything on the map that is not a class: quiet greys, blues and greens that stay behind the numbers. */
export type Mode = 'light' | 'dark'

type Palette = {
  outside: string
  land: string
  water: string
  beach: string
  dunes: string
  green: string
  farmland: string
  builtup: string
  street: string
  rail: string
  border: string
  group: string
  text: string
  halo: string
  selected: string
  selectedEdge: string
  hover: string
  circle: string
  circleEdge: string
  point: string
  /** outline of a finding, and what parts it from the fill under it */
  finding: string
  findingEdge: string
  ink: string
  outline: string
}

export const palettes: Record<Mode, Palette> = {
  light: {
    outside: '#eef2f3', land: '#fafaf8', water: '#d9e6ec', beach: '#f5efdf', dunes: '#eceddc', green: '#e3ebdc', farmland: '#f1f3ea', builtup: '#f3f2ef',
    street: '#ffffff', rail: '#b9bfbe', border: '#7b8785', group: '#1d2624', text: '#1d2624', halo: '#ffffff', selected: '#1d2624', selectedEdge: '#ffffff', hover: '#1d2624',
    circle: '#0b5468', circleEdge: '#ffffff', point: '#8a2d0e', finding: '#9c1c4e', findingEdge: '#ffffff', ink: '#66706e', outline: '#2c7d74',
  },
  dark: {
    outside: '#0f1415', land: '#1b2122', water: '#16262e', beach: '#2a281f', dunes: '#25281f', green: '#1d2a20', farmland: '#1f2620', builtup: '#23282a',
    street: '#3a4446', rail: '#4c5658', border: '#7f8e90', group: '#e8eeed', text: '#f2f6f5', halo: '#10181a', selected: '#ffffff', selectedEdge: '#10181a', hover: '#ffffff',
    circle: '#8fd0df', circleEdge: '#10181a', point: '#ffb38f', finding: '#ff9ec2', findingEdge: '#10181a', ink: '#9aa7a6', outline: '#6fbdb3',
  },
}
