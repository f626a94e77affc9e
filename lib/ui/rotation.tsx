/** A drawing for the start page: buurten in three years, each year another one in focus. Decoration. */
const shapes = ['M8 40 60 12 96 46 78 92 20 98Z', 'M60 12 142 6 158 60 96 46Z', 'M96 46 158 60 162 116 104 132 78 92Z', 'M142 6 214 24 222 84 158 60Z', 'M158 60 222 84 214 142 162 116Z', 'M20 98 78 92 104 132 92 176 30 168Z', 'M104 132 162 116 214 142 196 186 92 176Z']
const looks = ['2', '0', '3', '1', '0', '1', '0']

export function Rotation() {
  return (
    <svg className="rotation" viewBox="0 0 232 194" aria-hidden="true">
      {shapes.map((d, i) => (
        <path key={d} d={d} data-look={looks[i]} />
      ))}
    </svg>
  )
}
