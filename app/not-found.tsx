import { connection } from "next/server";
import { NotShown } from "./(status)/_components/not-shown";

/** For addresses that show nothing. */
export default async function NotFound() {
  // Else it would be drawn once, at the build, with the name of no page.
  await connection();
  return <NotShown what="page" />;
}
