import { defineConfig } from "drizzle-kit";

/** After a change of the schema: `npx drizzle-kit generate --name what-changed`, and commit what it wrote. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./lib/store/sqlite/schema.ts",
  out: "./drizzle/sqlite",
});
