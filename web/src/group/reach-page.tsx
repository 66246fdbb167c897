import type { ContactReply, GroupView, MessagesReply } from "@hotseat/shared/group";
import { groupPath } from "./address.ts";
import type { GroupSeat } from "./address.ts";
import { useFetched } from "./fetched.ts";
import { ContactForm } from "./reach/contact-form.tsx";
import { Feed } from "./reach/feed.tsx";
import { Messages } from "./reach/messages.tsx";
import { useWords } from "./words.ts";
import style from "./manage/manage.module.css";

type Props = { readonly view: GroupView; readonly seat: GroupSeat };

/** How the group reaches the reader: mail, a calendar, and what would be sent, to copy. */
export function ReachPage({ view, seat }: Props) {
  const words = useWords().group.reach;
  const path = groupPath(seat);
  const contact = useFetched<ContactReply>(`${path}/contact`, "");
  const messages = useFetched<MessagesReply>(`${path}/messages`, view.version);
  if (!contact.value) return contact.failed ? <p role="alert">{words.failed}</p> : null;
  return (
    <div className={style.page}>
      <ContactForm path={path} contact={contact.value} onSaved={contact.again} />
      <Feed path={path} has={contact.value.feed} onChanged={contact.again} />
      {messages.value && <Messages messages={messages.value.messages} zone={view.you.zone} />}
    </div>
  );
}
