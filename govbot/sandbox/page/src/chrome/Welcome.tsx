// Three things to try, for somebody who has never seen this.
type Props = {
  bot: string;
  nextDue: boolean;
  onCommand: (text: string) => void;
  onNext: () => void;
  onDismiss: () => void;
};

export function Welcome({ bot, nextDue, onCommand, onNext, onDismiss }: Props) {
  return (
    <section className="welcome" aria-labelledby="welcome-title" data-testid="welcome">
      <h2 id="welcome-title">Welcome to a chat workspace on your own machine, with {bot} in it</h2>
      <p>
        You can be any of the people here, and you decide what time it is. Nothing leaves this computer. Try:
      </p>
      <ol>
        <li>
          <button
            type="button"
            className="button"
            data-testid="try-list"
            onClick={() => onCommand("/vendor list")}
          >
            <code>/vendor list</code>
          </button>
          <span>see the vendors and who answers for them</span>
        </li>
        <li>
          <button
            type="button"
            className="button"
            data-testid="try-add"
            onClick={() => onCommand("/vendor add")}
          >
            <code>/vendor add</code>
          </button>
          <span>fill in a form to add one</span>
        </li>
        <li>
          <button
            type="button"
            className="button"
            data-testid="try-next"
            disabled={!nextDue}
            onClick={onNext}
          >
            Jump to the next thing due
          </button>
          <span>and watch who is told</span>
        </li>
      </ol>
      <button
        type="button"
        className="button icon welcome-close"
        aria-label="Close the welcome"
        onClick={onDismiss}
      >
        ×
      </button>
    </section>
  );
}
