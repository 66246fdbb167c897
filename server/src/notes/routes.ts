import { seatNumberOf } from "@hotseat/shared";
import {
  LONGEST_NOTE,
  LONGEST_SEAT_NOTE,
  NoteRequest,
  SeatNoteReply,
  SeatNoteRequest,
} from "@hotseat/shared/group";
import type { NotesReply } from "@hotseat/shared/group";
import { Type } from "typebox";
import { CallParams, callPath } from "../calls/attended.ts";
import type { RequireAttended } from "../calls/attended.ts";
import type { CallStreams } from "../calls/call-streams.ts";
import type { Clock } from "../clock/clock.ts";
import { checkText } from "../groups/texts.ts";
import type { Api } from "../http/api.ts";
import { perClient, perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { NoteStore } from "./note-store.ts";

type Parts = {
  attended: RequireAttended;
  store: NoteStore;
  streams: CallStreams;
  clock: Clock;
};

/** What is noted in a call: privately, and of a seat, which belongs to the seat's holder. */
export function noteRoutes(app: Api, { attended, store, streams, clock }: Parts): void {
  app.get(
    `${callPath}/notes`,
    { schema: { summary: "One's own note of a call, and those of all seats", params: CallParams } },
    async (request): Promise<NotesReply> => {
      const { id, member } = await attended(request);
      return { own: await store.readOwn(id, member), seats: await store.ofSeats(id) };
    },
  );

  app.post(
    `${callPath}/notes`,
    {
      config: perMember,
      schema: {
        summary: "Save one's own note of a call; an empty one takes it away",
        params: CallParams,
        body: NoteRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, id, member } = await attended(request);
      const { text } = request.body;
      if (text !== "") checkText(group, text, LONGEST_NOTE, "own");
      await store.saveOwn(id, member, text, clock.now());
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${callPath}/seat-notes`,
    {
      config: perClient,
      schema: {
        summary: "Note something of a seat, for its holder",
        params: CallParams,
        body: SeatNoteRequest,
        response: { 201: SeatNoteReply },
      },
    },
    async (request, reply) => {
      const { group, session, id, member } = await attended(request);
      const { holder, text } = request.body;
      if (seatNumberOf(session, holder) === null) {
        throw new Refused(404, "no-such-seat", "Nobody of that name has a seat in this call.");
      }
      checkText(group, text, LONGEST_SEAT_NOTE);
      const number = await store.add(id, { holder, author: member, text, at: clock.now() });
      if (number === null) throw new Refused(409, "too-many-notes", "This call has enough notes.");
      await streams.fetchAnew(id, "notes");
      return reply.code(201).send({ number });
    },
  );

  app.post(
    `${callPath}/seat-notes/:number/remove`,
    {
      config: perMember,
      schema: {
        summary: "Take a note of a seat away: its holder's right, and of who wrote it",
        params: Type.Object({
          ...CallParams.properties,
          number: Type.String({ pattern: "^[1-9]\\d{0,5}$" }),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id, member } = await attended(request);
      const number = Number(request.params.number);
      const note = await store.ofSeat(id, number);
      if (!note) throw new Refused(404, "no-such-note", "There is no such note.");
      if (note.holder !== member && note.author !== member) {
        throw new Refused(403, "not-your-note", "A note belongs to the holder of its seat.");
      }
      await store.remove(id, number);
      await streams.fetchAnew(id, "notes");
      return reply.code(204).send(null);
    },
  );
}
