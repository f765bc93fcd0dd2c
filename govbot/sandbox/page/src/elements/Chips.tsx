// What is chosen in a select that takes several, each with its way out.
type Props = { chosen: string[]; nameOf: (id: string) => string; onDrop: (id: string) => void };

export function Chips({ chosen, nameOf, onDrop }: Props) {
  return chosen.map((one) => (
    <span key={one} className="chip">
      <bdi>{nameOf(one)}</bdi>
      <button type="button" aria-label={`Remove ${nameOf(one)}`} onClick={() => onDrop(one)}>
        ×
      </button>
    </span>
  ));
}
