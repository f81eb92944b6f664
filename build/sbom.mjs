// node build/sbom.mjs: every package Comity is built from, as CycloneDX 1.6 JSON on stdout; read from the lock files alone, the same each time.
// https://cyclonedx.org/docs/1.6/json/. What only tests and measurements use has the scope "excluded".
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const shipped = (path) => path.startsWith("src/");
const components = new Map();
const roots = new Set();

function component(purl, fields, ships) {
  const known = components.get(purl) ?? { "bom-ref": purl, type: "library", ...fields, purl, scope: "excluded", dependsOn: new Set() };
  if (ships) known.scope = "required";
  components.set(purl, known);
  return known;
}

// NuGet's contentHash is of the package without its signature, so it is no hash of the file: told as a property.
function nuget(path) {
  for (const packages of Object.values(read(path).dependencies)) {
    const purl = (name) => `pkg:nuget/${name}@${packages[name].resolved}`;
    for (const [name, locked] of Object.entries(packages).filter(([, p]) => p.type !== "Project")) {
      const made = component(purl(name), { name, version: locked.resolved, properties: [{ name: "nuget:contentHash", value: locked.contentHash }] }, shipped(path));
      for (const on of Object.keys(locked.dependencies ?? {})) if (packages[on]?.resolved) made.dependsOn.add(purl(on));
      if (shipped(path) && locked.type === "Direct") roots.add(purl(name));
    }
  }
}

// The nearest folder upwards holds what a package finds (nodejs.org, "Loading from node_modules folders").
function npm(path) {
  const packages = read(path).packages;
  const nameOf = (at) => at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length);
  const purl = (at) => `pkg:npm/${nameOf(at).replace("@", "%40")}@${packages[at].version}`;
  const find = (from, name) => {
    for (const parts = from.split("/node_modules/"); parts.length > 0; parts.pop()) {
      const found = `${parts.join("/node_modules/")}/node_modules/${name}`;
      if (packages[found]) return found;
    }
    return packages[`node_modules/${name}`] && `node_modules/${name}`;
  };
  for (const [at, locked] of Object.entries(packages)) {
    if (!at || locked.link) continue;
    const [algorithm, digest] = (locked.integrity ?? "").split("-");
    const hashes = algorithm === "sha512" ? [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }] : undefined;
    const licenses = locked.license ? [{ expression: locked.license }] : undefined;
    const [group, name] = nameOf(at).startsWith("@") ? nameOf(at).split("/") : [undefined, nameOf(at)];
    const made = component(purl(at), { group, name, version: locked.version, hashes, licenses }, shipped(path) && !locked.dev);
    for (const on of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) {
      const found = find(at, on);
      if (found) made.dependsOn.add(purl(found));
    }
    if (shipped(path) && packages[""].dependencies?.[nameOf(at)]) roots.add(purl(at));
  }
}

// A lock file lies in a project's own folder.
const locks = (name) => ["src", "tests", "bench"].flatMap((part) => readdirSync(join(root, part)).map((project) => `${part}/${project}/${name}`)).filter((path) => existsSync(join(root, path))).sort();
locks("packages.lock.json").forEach(nuget);
locks("package-lock.json").forEach(npm);

const version = /<Version>([^<]+)</.exec(readFileSync(join(root, "Directory.Build.props"), "utf8"))[1];
const own = `pkg:generic/comity@${version}`;
const sorted = [...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
console.log(JSON.stringify({
  bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
  metadata: { component: { "bom-ref": own, type: "application", name: "comity", version, purl: own, licenses: [{ expression: "Apache-2.0" }] } },
  components: sorted.map(({ dependsOn, ...told }) => told),
  dependencies: [{ ref: own, dependsOn: [...roots].sort() }, ...sorted.map((c) => ({ ref: c["bom-ref"], dependsOn: [...c.dependsOn].sort() }))],
}, null, 2));
