import { describeStore } from "@/lib/store/store-contract";
import { openUnderTest } from "./store-under-test.testing";

describeStore("the SQLite store", openUnderTest);
