import { test } from "vitest";
import { startNagios } from "./nagios-lab";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
test("x", async () => {
  const s = await startNagios({ folder: "/tmp/vnag-x" });
  if (s.kind !== "running") throw new Error(s.reason);
  const lab = s.lab;
  const show = async (l: string, host: string, service: string|null) => { const b = await lab.waitForObject(host, service, () => true); console.log(l, Math.floor(Date.now()/1000)%10000, ["last_update","current_state","state_type","current_attempt","last_hard_state","last_state_change","last_hard_state_change","last_check","last_time_ok","last_time_up","last_event_id","current_event_id","current_problem_id","last_problem_id"].map(k=>k+"="+(b.fields.get(k)??"").slice(-4)).join(" ")); };
  await lab.setState("www1","HTTPS",2,"bad"); await lab.setState("www2",null,2,"bad");
  for (let i=0;i<5;i++){ await sleep(2000); await show("svc","www1","HTTPS"); await show("host","www2",null); await show("svc-on-host","www2","HTTPS"); }
  await lab.setState("www1","HTTPS",0,"ok"); await lab.setState("www2",null,0,"ok");
  for (let i=0;i<3;i++){ await sleep(2000); await show("svc","www1","HTTPS"); await show("host","www2",null);}
  await lab.setState("db 1","PostgreSQL",2,"bad"); await sleep(2300); await lab.setState("db 1","PostgreSQL",0,"ok");
  for (let i=0;i<5;i++){ await sleep(1000); await show("soft","db 1","PostgreSQL");}
  console.log((await readFile(lab.logPath,"utf8")).split("\n").filter(l=>l.includes("ALERT")).join("\n"));
  await lab.stop();
}, 90000);
