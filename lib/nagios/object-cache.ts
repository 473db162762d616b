import { type Block, createBlockScanner } from "./block-scanner";
import { closeModel } from "./close-model";
import { createFieldReader } from "./field-reader";
import { createModelDraft, TAKERS } from "./model-draft";
import type { ObjectReading } from "./object-model";
import { createProblemList } from "./problem";

/** Reads objects.cache piece by piece. */
export interface ObjectCacheScanner {
  /** Takes the next piece as latin-1 text of any length, cut anywhere. */
  push(chunk: string): void;
  end(): ObjectReading;
}

/**
 * Makes a scanner for one reading of objects.cache (common/objects.c, fcache_objects). Groups, hosts, services and
 * dependencies are kept; of contacts, addresses and custom variables only the words, so that they can be kept from
 * leaving. Everything else is passed over.
 */
export function createObjectCacheScanner(): ObjectCacheScanner {
  const fields = createFieldReader();
  const problems = createProblemList();
  const draft = createModelDraft();
  const blocks = createBlockScanner(takeBlock, problems.add);

  function takeBlock(block: Block): void {
    const take = TAKERS.get(block.type);
    if (take === undefined) return;
    fields.enter(block);
    if (take(draft, fields, block.line)) return;
    problems.add({ line: block.line, block: block.type, message: "has no name and was skipped" });
  }

  return {
    push: blocks.push,
    end() {
      const end = blocks.end();
      const before = problems.count();
      const model = closeModel(draft, problems);
      if (end.kind === "torn") return { kind: "incomplete", reason: end.reason, model };
      if (model.hosts.size === 0) return { kind: "incomplete", reason: "it defines no host", model };
      const undefinedNames = problems.count() - before;
      if (undefinedNames === 0) return { kind: "complete", model };
      const reason = `${undefinedNames} hosts or services that it names are not defined in it`;
      return { kind: "incomplete", reason, model };
    },
  };
}

/** Reads a whole objects.cache from latin-1 text. */
export function parseObjectCache(text: string): ObjectReading {
  const scanner = createObjectCacheScanner();
  scanner.push(text);
  return scanner.end();
}
