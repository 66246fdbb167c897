import { Suspense, lazy } from "react";
import { Route, Switch } from "wouter";
import { useWords } from "./language/language.ts";
import { Boundary } from "./parts/boundary.tsx";
import { Sentence } from "./parts/page.tsx";
import { SessionPage } from "./session/session-page.tsx";

const Home = lazy(async () => ({ default: (await import("./home.tsx")).Home }));
const Operator = lazy(async () => ({
  default: (await import("./operator/operator.tsx")).Operator,
}));
const GroupPage = lazy(async () => ({
  default: (await import("./group/group-page.tsx")).GroupPage,
}));

const PrivacyPage = lazy(async () => import("./privacy/privacy-page.tsx"));
const ErasedPage = lazy(async () => import("./privacy/erased-page.tsx"));
const AnswerPage = lazy(async () => import("./answer/answer-page.tsx"));
const SubscriptionPage = lazy(async () => import("./answer/subscription-page.tsx"));

/** Which page an address is. A member's page is in the first file: its road is the one to keep short. */
export function App() {
  return (
    <Boundary>
      <Suspense>
        <Switch>
          <Route path="/" component={Home} />
          <Route path={/^\/operator(\/server|\/groups(\/new)?)?$/} component={Operator} />
          <Route path="/g/:group/:member/:page?">
            {({ group, member, page }) => (
              <GroupPage key={`${group}/${member}`} group={group} member={member} page={page} />
            )}
          </Route>
          <Route path="/s/:session/:member">
            {({ session, member }) => (
              <SessionPage key={`${session}/${member}`} session={session} member={member} />
            )}
          </Route>
          <Route path="/privacy" component={PrivacyPage} />
          <Route path="/erased" component={ErasedPage} />
          <Route path="/answer/:token">
            {({ token }) => <AnswerPage key={token} token={token} />}
          </Route>
          <Route path="/unsubscribe/:token">
            {({ token }) => <SubscriptionPage key={token} token={token} />}
          </Route>
          <Route component={Missing} />
        </Switch>
      </Suspense>
    </Boundary>
  );
}

function Missing() {
  const words = useWords();
  return <Sentence title={words.missing.title} text={words.missing.text} />;
}
