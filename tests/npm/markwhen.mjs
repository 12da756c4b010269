// Prints what Markwhen's own parser understood of the file named: header, messages, events.
import { readFileSync } from "node:fs";
import { parse, toArray } from "@markwhen/parser";

const parsed = parse(readFileSync(process.argv[2], "utf8"));
const nodes = toArray(parsed.events).map((it) => it.eventy);
const events = nodes
  .filter((it) => !it.children)
  .map((it) => ({
    from: it.dateRangeIso.fromDateTimeIso,
    to: it.dateRangeIso.toDateTimeIso,
    date: it.firstLine.datePart,
    title: it.firstLine.restTrimmed,
    tags: it.tags,
    id: it.id,
    properties: it.properties,
    progress: it.percent ?? it.completed ?? null,
    lines: it.supplemental.map((line) => [line.type, line.raw ?? ""]),
  }));
const sections = nodes.filter((it) => it.children && it.title).map((it) => it.title);
const messages = parsed.parseMessages.map((it) => it.message);
console.log(JSON.stringify({ header: parsed.header, messages, sections, events }));
