import helmet from "@fastify/helmet";
import type { Api } from "./api.ts";

/**
 * What a page of ours may ask its browser for; nothing that it embeds may ask for anything. Only
 * features that browsers know are named, because they complain of others.
 */
const own =
  "autoplay camera clipboard-write display-capture fullscreen microphone picture-in-picture screen-wake-lock";
const nobodys =
  "accelerometer clipboard-read gamepad geolocation gyroscope hid idle-detection local-fonts " +
  "magnetometer midi payment publickey-credentials-get serial usb xr-spatial-tracking";
const permissionsPolicy = [
  ...own.split(" ").map((feature) => `${feature}=(self)`),
  ...nobodys.split(" ").map((feature) => `${feature}=()`),
].join(", ");

type Parts = {
  /** Whether browsers reach this server by https. */
  readonly secure: boolean;
  /** A source of scripts beside our own, as it is at this moment. */
  readonly scriptSource: () => string;
};

/**
 * The headers that tell a browser how little it has to allow our pages and anybody else. They are
 * the same on every answer, since a browser may show any of them as a page.
 */
export async function guardHeaders(app: Api, { secure, scriptSource }: Parts): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", scriptSource],
        imgSrc: ["'self'", "data:"],
        mediaSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // With the two others a page shares its process with no other site.
    crossOriginEmbedderPolicy: true,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    // Other names below ours are not ours to bind.
    strictTransportSecurity: secure && { includeSubDomains: false },
    // For browsers that do not know frame-ancestors.
    xFrameOptions: { action: "deny" },
    // Addresses of mail pages and feeds carry tokens.
    referrerPolicy: { policy: "no-referrer" },
  });
  app.addHook("onRequest", async (_request, reply) => {
    void reply.header("permissions-policy", permissionsPolicy);
  });
  app.addHook("onSend", async (request, reply) => {
    // What the API says is for whoever asked, and not for the next person at the same computer.
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control")) {
      void reply.header("cache-control", "no-store");
    }
  });
}
