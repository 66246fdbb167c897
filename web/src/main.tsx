import "@fontsource-variable/bricolage-grotesque/opsz.css";
import "./style/tokens.css";
import "./style/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
