// Reads FHIR R4 resources from standard input, one JSON object a line, and prints a line of JSON for each: what the npm
// package "fhir" finds wrong.
const { Fhir } = require(process.argv[2] + "/fhir");
const fhir = new Fhir();
const lines = require("fs").readFileSync(0, "utf8").split("\n");
for (const line of lines) {
  const { messages } = fhir.validate(JSON.parse(line), { errorOnUnexpected: true });
  process.stdout.write(JSON.stringify(messages) + "\n");
}
