import { Component } from "react";
import type { ReactNode } from "react";
import { words } from "../language/language.ts";
import { Button } from "./button.tsx";
import { Sentence } from "./page.tsx";

/** Says in one sentence that something broke, with a way on, where there would be a blank page. */
export class Boundary extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { failure } = words();
    return (
      <Sentence title={failure.load}>
        <Button look="act" onClick={() => location.reload()}>
          {failure.reload}
        </Button>
      </Sentence>
    );
  }
}
