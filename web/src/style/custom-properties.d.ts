import "react";

declare module "react" {
  interface CSSProperties {
    /** How many small tiles stand beside the stage. */
    "--small"?: number;
  }
}
