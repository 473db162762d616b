import { NotShown } from "@/app/(status)/_components/not-shown";

/** For services that are not on show, or do not exist. */
export default function NotFound() {
  return <NotShown what="component" />;
}
