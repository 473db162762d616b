import { NotShown } from "@/app/(status)/_components/not-shown";

/** For maintenance that is not on show, or does not exist. */
export default function NotFound() {
  return <NotShown what="maintenance" />;
}
