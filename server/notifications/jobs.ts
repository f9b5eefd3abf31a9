import type { Handlers } from "../queue.ts";
import { deliver } from "./deliver.ts";
import { sendMail } from "./send-mail.ts";

export const notificationsJobs = {
  "notifications.deliver": deliver,
  "notifications.sendMail": sendMail,
} satisfies Pick<Handlers, "notifications.deliver" | "notifications.sendMail">;
