import "@fontsource-variable/bricolage-grotesque/opsz.css";
import "./style/tokens.css";
import "./style/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { speakFirst } from "./language/language.ts";

const root = document.getElementById("root");
await speakFirst();
if (root) createRoot(root).render(<App />);
