// Keeps one block that cannot be drawn from taking the page with it.
import { Component, type ReactNode } from "react";

export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** What is drawn anew gets another chance. */
  componentDidUpdate(before: { children: ReactNode }) {
    if (this.state.failed && before.children !== this.props.children) this.setState({ failed: false });
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return <p className="failure">This part of the message cannot be drawn here.</p>;
  }
}
