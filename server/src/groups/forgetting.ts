import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { groupPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { Params, path } from "./members.ts";

/** For whoever shares a computer: the cookie goes, which no script of a page could take away. */
export function forgettingRoutes(app: Api, { access }: { readonly access: Access }): void {
  app.post(
    `${path}/forget`,
    {
      schema: {
        summary: "Take the cookie of a link to a group from this browser",
        params: Params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      access.forget(reply, groupPath(group, member));
      return reply.code(204).send(null);
    },
  );
}
