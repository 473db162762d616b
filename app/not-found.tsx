import { NotShown } from "./(status)/_components/not-shown";

/** For addresses that show nothing. */
export default function NotFound() {
  return <NotShown what="page" />;
}
