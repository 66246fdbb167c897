import { readLinks } from "../../support/operator.ts";
import { four } from "../studio.ts";
import type { Studio } from "../studio.ts";

/** What there is before a session: home, the form, the links, the server, and the ways to get lost. */
export async function pages(studio: Studio): Promise<void> {
  const { server, camera } = studio;
  const page = await studio.arrive({ name: "the operator" });
  await page.goto(server.url);
  await camera.page(page, "home");
  await page.goto(`${server.url}/privacy`);
  await page.getByTestId("keep").waitFor();
  await camera.page(page, "privacy");
  await page.goto(`${server.url}/nowhere`);
  await camera.page(page, "missing");
  const wrong = `${server.url}/s/nothing/nobody#${"A".repeat(43)}`;
  await page.goto(wrong);
  await page.locator("h1").getByText("link").waitFor();
  await camera.page(page, "wrong-link");

  const names = four.map(({ name }) => name);
  await studio.fill(page, 60, names);
  await camera.page(page, "create");
  await page.getByTestId("agenda-own").check({ force: true });
  await page.getByTestId("agenda-editor").waitFor();
  await camera.page(page, "create-own");
  await page.getByTestId("agenda-four-seats").check({ force: true });
  await readLinks(page);
  await camera.page(page, "links");
  await page.getByTestId("nav-server").click();
  await page.getByTestId("server-version").waitFor();
  await camera.page(page, "server");

  // The page has come, and then the network goes: first for its code, then for the server's answers.
  await page.goto(server.url);
  await page.route("**/assets/operator*", (route) => route.abort());
  await page.goto(server.operatorLink);
  await camera.page(page, "error");
  await page.route("**/api/**", (route) => route.abort());
  await page.goto(wrong);
  await page.reload();
  await page.locator("h1").getByText("reach").waitFor();
  await camera.page(page, "unreachable");

  const reader = await studio.arrive({ name: "somebody in Jakarta", locale: "id-ID" });
  await reader.goto(server.url);
  await camera.page(reader, "home-id");
  await studio.fill(reader, 60, names);
  await camera.page(reader, "create-id", { schemes: ["light"] });
}
